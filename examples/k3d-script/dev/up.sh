#!/usr/bin/env bash
# A throw-away mesh on the laptop: ./dev/up.sh
set -euo pipefail
cd "$(dirname "$0")"

CLUSTER=mesh-dev
ISTIO_VERSION=1.31.1

if ! k3d cluster list "$CLUSTER" >/dev/null 2>&1; then
  k3d cluster create "$CLUSTER" \
    --agents 2 \
    --port '9080:80@loadbalancer' \
    --k3s-arg '--disable=traefik@server:*' \
    --wait
fi

helm repo add istio https://blob.istio.io/istio-release/charts
helm repo update istio

helm upgrade --install istio-base istio/base --version "$ISTIO_VERSION" \
  --namespace istio-system --create-namespace --wait
helm upgrade --install istiod istio/istiod --version "$ISTIO_VERSION" \
  --namespace istio-system --set profile=ambient --wait
helm upgrade --install istio-cni istio/cni --version "$ISTIO_VERSION" \
  --namespace istio-system -f values/cni.yaml --wait
helm upgrade --install ztunnel istio/ztunnel --version "$ISTIO_VERSION" \
  --namespace istio-system --wait

kubectl label namespace default istio.io/dataplane-mode=ambient --overwrite
echo "Ready. Next: kubectl apply -k ../apps"
