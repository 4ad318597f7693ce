#!/usr/bin/env bash
# Ambient on top of Cilium, to try policies before they go to staging.
set -euo pipefail

k3d cluster create cilium-lab --config k3d.yaml --wait

cilium install --version 1.18.2 \
  --set kubeProxyReplacement=false \
  --set operator.replicas=1
cilium status --wait

helm repo add istio https://blob.istio.io/istio-release/charts
for chart in base istiod cni ztunnel; do
  helm upgrade --install "istio-$chart" "istio/$chart" --version 1.29.6 \
    -n istio-system --create-namespace --set profile=ambient --wait
done
