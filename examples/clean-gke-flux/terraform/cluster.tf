resource "google_container_cluster" "tickets" {
  name     = "tickets-prod"
  location = "europe-north1"

  remove_default_node_pool = true
  initial_node_count       = 1
}

resource "google_container_node_pool" "general" {
  name       = "general"
  cluster    = google_container_cluster.tickets.id
  node_count = 3

  node_config {
    machine_type = "e2-standard-4"
  }
}
