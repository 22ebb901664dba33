"""ops/keda: what Kubernetes is told about the scan workers fits what this release says and starts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient

ROOT = Path(__file__).parents[2]
# What keda.sh/v1alpha1 knows (https://keda.sh/docs/latest/reference/scaledobject-spec, .../scalers/prometheus).
OF_SCALED_OBJECT = {
    *("scaleTargetRef", "pollingInterval", "cooldownPeriod", "initialCooldownPeriod", "idleReplicaCount"),
    *("minReplicaCount", "maxReplicaCount", "fallback", "advanced", "triggers"),
}
OF_PROMETHEUS = {
    *("serverAddress", "query", "threshold", "activationThreshold", "namespace", "customHeaders", "ignoreNullValues"),
    *("queryParameters", "unsafeSsl", "timeout", "authModes"),
}


def read(name: str) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((ROOT / name).read_text())
    return document


@pytest.fixture
def scaled() -> dict[str, Any]:
    return read("ops/keda/scaled-object.yaml")


@pytest.fixture
def deployment() -> dict[str, Any]:
    return read("ops/keda/worker-scan.yaml")


def test_the_scaled_object_says_only_what_keda_knows(scaled: dict[str, Any]) -> None:
    spec = scaled["spec"]
    (trigger,) = spec["triggers"]

    assert (scaled["apiVersion"], scaled["kind"]) == ("keda.sh/v1alpha1", "ScaledObject")
    assert set(spec) <= OF_SCALED_OBJECT
    assert set(trigger) <= {"type", "name", "metricType", "metadata", "useCachedMetrics", "authenticationRef"}
    assert (trigger["type"], trigger["metricType"]) == ("prometheus", "AverageValue")  # `fallback` needs it
    assert set(trigger["metadata"]) <= OF_PROMETHEUS
    assert all(isinstance(value, str) for value in trigger["metadata"].values())
    assert 0 < spec["minReplicaCount"] <= spec["fallback"]["replicas"] <= spec["maxReplicaCount"]


def test_every_figure_that_it_asks_for_is_told(scaled: dict[str, Any], client: FlaskClient) -> None:
    query = scaled["spec"]["triggers"][0]["metadata"]["query"]
    asked = set(re.findall(r"scrapersky_\w+", query))
    told = set(re.findall(r"^(scrapersky_\w+)", client.get("/metrics").text, re.MULTILINE))

    assert len(asked) == 3
    assert asked <= told
    assert query.count("(") == query.count(")")


def test_it_scales_the_deployment_beside_it(scaled: dict[str, Any], deployment: dict[str, Any]) -> None:
    assert deployment["metadata"]["name"] == scaled["spec"]["scaleTargetRef"]["name"]
    assert "replicas" not in deployment["spec"]
    template = deployment["spec"]["template"]
    assert template["metadata"]["labels"] == deployment["spec"]["selector"]["matchLabels"]
    (container,) = template["spec"]["containers"]
    (threads,) = [int(part.partition("=")[2]) for part in container["args"] if part.startswith("--concurrency=")]
    assert int(scaled["spec"]["triggers"][0]["metadata"]["threshold"]) <= threads


def test_a_pod_starts_as_the_container_of_docker_compose(deployment: dict[str, Any]) -> None:
    composed = read("docker-compose.yml")["services"]["worker-scan"]["command"]
    expected = [re.sub(r"\$\{\w+:-(\d+)}", r"\1", part) for part in composed]

    assert deployment["spec"]["template"]["spec"]["containers"][0]["args"] == expected
