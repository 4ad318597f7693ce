# The shop's production cluster. Nodes are replaced by raising min_master_version.
resource "google_container_cluster" "shop" {
  name               = "shop-prod"
  location           = "europe-west1"
  min_master_version = "1.33"
  network            = google_compute_network.shop.id
  subnetwork         = google_compute_subnetwork.nodes.id

  remove_default_node_pool = true
  initial_node_count       = 1

  workload_identity_config {
    workload_pool = "${var.project_id}.svc.id.goog"
  }
}

resource "google_container_node_pool" "general" {
  name    = "general"
  cluster = google_container_cluster.shop.id

  autoscaling {
    min_node_count = 2
    max_node_count = 6
  }

  node_config {
    machine_type = "n2-standard-4"
  }
}
