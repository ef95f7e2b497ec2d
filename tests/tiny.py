"""Tiny voices for the real neural engines: models of a few kilobytes that hum each phoneme.

They are made by this script, ``python tests/tiny.py FOLDER``, with the inputs and outputs of the
real ones, so that piper-tts, kokoro-onnx and onnxruntime run as they do with a voice of 60 MB.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper
from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

PIPER_RATE_HZ, PIPER_HOP = 22_050, 256
KOKORO_RATE_HZ, KOKORO_HOP = 24_000, 600
SPEAKERS = {"af_low": 120.0, "af_high": 260.0, "bf_low": 130.0}
_OPSET = 17


def make(folder: Path) -> None:
    """Write the voices where narrate looks for those that are installed."""
    piper(folder / "piper" / "en_US-tiny-low.onnx")
    kokoro(folder / "kokoro")


def piper(path: Path, *, speakers: Sequence[str] = ()) -> Path:
    """Write a Piper voice: each id is heard for three hops, longer or shorter by its scale.

    As in the real ones, the lengths are what the model's only Ceil gives.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, [1, "ids"]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    if speakers:
        inputs.append(helper.make_tensor_value_info("sid", TensorProto.INT64, [1]))
    nodes = [
        helper.make_node("Gather", ["scales", "one"], ["scale"]),
        helper.make_node("Cast", ["input"], ["ids"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["scale", "hops"], ["long"]),
        *_lengths(),
        helper.make_node("Cast", ["sid"], ["base"], to=TensorProto.FLOAT)
        if speakers
        else helper.make_node("Sub", ["scale", "scale"], ["base"]),
        helper.make_node("Greater", ["ids", "marks"], ["heard"]),
        *_hum(PIPER_HOP, PIPER_RATE_HZ, [1, 1, 1, -1]),
    ]
    outputs = [helper.make_tensor_value_info("audio", TensorProto.FLOAT, [1, 1, 1, "samples"])]
    _save(path, nodes, inputs, outputs, {"one": np.array([1]), "marks": _float(13)})
    about: dict[str, Any] = {
        "audio": {"sample_rate": PIPER_RATE_HZ},
        "espeak": {"voice": "en-us"},
        "num_symbols": len(DEFAULT_PHONEME_ID_MAP),
        "num_speakers": max(1, len(speakers)),
        "speaker_id_map": {name: number for number, name in enumerate(speakers)},
        "hop_length": PIPER_HOP,
        "phoneme_id_map": DEFAULT_PHONEME_ID_MAP,
    }
    Path(f"{path}.json").write_text(json.dumps(about), "utf-8")
    return path


def kokoro(folder: Path, *, timed: bool = True) -> Path:
    """Write Kokoro's model and its speakers, each with a pitch of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    inputs = [
        helper.make_tensor_value_info("tokens", TensorProto.INT64, [1, "ids"]),
        helper.make_tensor_value_info("style", TensorProto.FLOAT, [1, 256]),
        helper.make_tensor_value_info("speed", TensorProto.FLOAT, [1]),
    ]
    nodes = [
        helper.make_node("Div", ["hops", "speed"], ["long"]),
        helper.make_node("Cast", ["tokens"], ["ids"], to=TensorProto.FLOAT),
        *_lengths(),
        helper.make_node("Gather", ["style", "first"], ["base"], axis=1),
        helper.make_node("Greater", ["ids", "marks"], ["heard"]),
        *_hum(KOKORO_HOP, KOKORO_RATE_HZ, [-1]),
    ]
    outputs = [helper.make_tensor_value_info("audio", TensorProto.FLOAT, ["samples"])]
    if timed:
        nodes.append(helper.make_node("Cast", ["lengths"], ["duration"], to=TensorProto.INT64))
        outputs.append(helper.make_tensor_value_info("duration", TensorProto.INT64, [1, "ids"]))
    path = folder / "kokoro-v1.0.onnx"
    _save(path, nodes, inputs, outputs, {"first": np.array([0]), "marks": _float(16)})
    styles = {name: np.full((510, 1, 256), hz, np.float32) for name, hz in SPEAKERS.items()}
    with (folder / "voices-v1.0.bin").open("wb") as file:
        np.savez_compressed(file, **styles)  # type: ignore[arg-type]
    return path


def _lengths() -> list[onnx.NodeProto]:
    """Return the nodes that say for how many hops each id is heard: the same for all."""
    return [
        helper.make_node("Mul", ["ids", "zero"], ["none"]),
        helper.make_node("Add", ["none", "long"], ["exact"]),
        helper.make_node("Ceil", ["exact"], ["lengths"]),
        helper.make_node("ReduceMax", ["lengths"], ["each"], keepdims=0),
    ]


def _hum(hop: int, rate_hz: int, shape: list[int]) -> list[onnx.NodeProto]:
    """Return the nodes that hum ``ids`` for ``each`` hops, those that are ``heard`` aloud."""
    constant = helper.make_node(
        "Constant",
        [],
        ["shape"],
        value=helper.make_tensor("", TensorProto.INT64, [len(shape)], shape),
    )
    hopped = helper.make_node("Constant", [], ["hop"], value_float=float(hop))
    step = helper.make_node("Constant", [], ["step"], value_float=2 * np.pi / rate_hz)
    return [
        constant,
        hopped,
        step,
        helper.make_node("Mul", ["each", "hop"], ["count"]),
        helper.make_node("Range", ["zero", "count", "unit"], ["clock"]),
        helper.make_node("Mul", ["ids", "spread"], ["offset"]),
        helper.make_node("Add", ["offset", "base"], ["raised"]),
        helper.make_node("Add", ["raised", "lowest"], ["pitch"]),
        helper.make_node("Mul", ["pitch", "step"], ["speed_of"]),
        helper.make_node("Unsqueeze", ["speed_of", "last"], ["column"]),
        helper.make_node("Mul", ["column", "clock"], ["phase"]),
        helper.make_node("Sin", ["phase"], ["wave"]),
        helper.make_node("Cast", ["heard"], ["loud"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["loud", "height"], ["heights"]),
        helper.make_node("Unsqueeze", ["heights", "last"], ["gains"]),
        helper.make_node("Mul", ["wave", "gains"], ["hummed"]),
        helper.make_node("Reshape", ["hummed", "shape"], ["audio"]),
    ]


def _float(value: float) -> "np.ndarray[Any, Any]":
    return np.array(value, np.float32)


def _save(
    path: Path,
    nodes: list[onnx.NodeProto],
    inputs: list[onnx.ValueInfoProto],
    outputs: list[onnx.ValueInfoProto],
    constants: "dict[str, np.ndarray[Any, Any]]",
) -> None:
    constants = {
        **constants,
        "hops": _float(3), "zero": _float(0), "unit": _float(1), "spread": _float(7),
        "lowest": _float(90), "height": _float(0.3), "last": np.array([2]),
    }  # fmt: skip
    tensors = [onnx.numpy_helper.from_array(value, name) for name, value in constants.items()]
    graph = helper.make_graph(nodes, "tiny", inputs, outputs, tensors)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


if __name__ == "__main__":
    make(Path(sys.argv[1]))
