// src/model/shapes/names.ts
var platforms = [
  "gke",
  "eks",
  "aks",
  "k3d",
  "k3s",
  "rke2",
  "microk8s",
  "minikube",
  "kind",
  "openshift",
  "talos",
  "other"
];

// src/model/cluster.ts
function findPointerPlace(cluster, pointer) {
  for (let current = pointer; ; current = current.slice(0, current.lastIndexOf("/"))) {
    const place = cluster.placeAt(current);
    if (place || current === "") return place;
  }
}

export {
  platforms,
  findPointerPlace
};
