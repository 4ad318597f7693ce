resource "azurerm_kubernetes_cluster" "payments" {
  name                = "aks-payments-weu"
  location            = "westeurope"
  resource_group_name = "rg-payments"
  dns_prefix          = "payments"
  kubernetes_version  = "1.33"

  default_node_pool {
    name       = "system"
    vm_size    = "Standard_D4s_v5"
    node_count = 3
  }

  # Cilium is ours: see infrastructure/base/cilium.
  network_profile {
    network_plugin = "none"
  }

  identity {
    type = "SystemAssigned"
  }
}
