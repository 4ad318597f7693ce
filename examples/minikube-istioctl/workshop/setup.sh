#!/bin/bash
# Exercise 1: a mesh without sidecars.
set -e

minikube start --profile workshop --driver=docker --container-runtime=docker --cpus=4 --memory=8g
minikube addons enable metrics-server --profile workshop

istioctl install -f istio.yaml --skip-confirmation

kubectl create namespace bookshop
kubectl label namespace bookshop istio.io/dataplane-mode=ambient
kubectl apply -n bookshop -f bookshop.yaml
