"""The files of deploy/cluster: their commands and ports are those of Dask."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

pytest.importorskip("distributed")
from distributed.cli import dask_scheduler, dask_worker

CLUSTER = Path(__file__).parent.parent / "deploy/cluster"


def test_compose_starts_dask_with_options_that_it_has() -> None:
    services = yaml.safe_load((CLUSTER / "compose.yaml").read_text("utf-8"))["services"]
    for service, program in (("scheduler", dask_scheduler), ("worker", dask_worker)):
        dask, name, *options = shlex.split(services[service]["command"])
        assert (dask, name) == ("dask", service)
        program.main.make_context(service, options)  # fails on an unknown option
    port = services["scheduler"]["command"].partition("--dashboard-address :")[2]
    assert services["scheduler"]["ports"] == [f"127.0.0.1:{port}:{port}"]


def test_the_operator_finds_the_ports_that_it_asks_for() -> None:
    readme = (CLUSTER / "README.md").read_text("utf-8")
    [manifest] = re.findall(r"```\n(apiVersion.*?)```", readme, re.DOTALL)
    scheduler = yaml.safe_load(manifest)["spec"]["scheduler"]
    names = {"tcp-comm", "http-dashboard"}  # as dask-kubernetes has them
    assert {port["name"] for port in scheduler["spec"]["containers"][0]["ports"]} == names
    assert {port["targetPort"] for port in scheduler["service"]["ports"]} == names
    assert {port["name"] for port in scheduler["service"]["ports"]} == names
