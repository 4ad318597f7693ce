module "gke" {
  source  = "terraform-google-modules/kubernetes-engine/google"
  version = "~> 36.0"

  project_id        = "media-analytics"
  name              = "analytics"
  region            = "us-central1"
  network           = "analytics"
  subnetwork        = "analytics-nodes"
  ip_range_pods     = "pods"
  ip_range_services = "services"
}
