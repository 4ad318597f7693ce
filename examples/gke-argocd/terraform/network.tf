variable "project_id" {
  type = string
}

resource "google_compute_network" "shop" {
  name                    = "shop"
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "nodes" {
  name          = "shop-nodes"
  network       = google_compute_network.shop.id
  region        = "europe-west1"
  ip_cidr_range = "10.20.0.0/20"
}
