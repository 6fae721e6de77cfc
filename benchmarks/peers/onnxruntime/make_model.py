#!/usr/bin/env python3
"""make_model.py WEIGHTS OUT.onnx: LeNet as ONNX (opset 17, any batch, NCHW [N, 1, 32, 32] to probabilities [N, 10]).

WEIGHTS is the folder that "peer-torchsharp save-weights" writes. Needs the package onnx.
"""
import os
import sys

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

SHAPES = {
    "c1.weight": (6, 1, 5, 5), "c1.bias": (6,), "c2.weight": (16, 6, 5, 5), "c2.bias": (16,),
    "d1.weight": (120, 400), "d1.bias": (120,), "d2.weight": (84, 120), "d2.bias": (84,), "d3.weight": (10, 84), "d3.bias": (10,),
}


def node(kind, inputs, output, **attributes):
    return helper.make_node(kind, inputs, [output], **attributes)


def convolution(source, name, target):
    """Convolution, ReLU and the mean of each 2x2 window."""
    return [
        node("Conv", [source, f"{name}.weight", f"{name}.bias"], f"{name}.sum", kernel_shape=[5, 5]),
        node("Relu", [f"{name}.sum"], f"{name}.relu"),
        node("AveragePool", [f"{name}.relu"], target, kernel_shape=[2, 2], strides=[2, 2]),
    ]


def dense(source, name, target):
    return node("Gemm", [source, f"{name}.weight", f"{name}.bias"], target, transB=1)


def main(folder, out):
    weights = [
        numpy_helper.from_array(numpy.fromfile(os.path.join(folder, name + ".f32"), numpy.float32).reshape(shape), name)
        for name, shape in SHAPES.items()
    ]
    nodes = [
        *convolution("x", "c1", "p1"),
        *convolution("p1", "c2", "p2"),
        node("Flatten", ["p2"], "f"),
        dense("f", "d1", "h1"), node("Relu", ["h1"], "h1.relu"),
        dense("h1.relu", "d2", "h2"), node("Relu", ["h2"], "h2.relu"),
        dense("h2.relu", "d3", "l"), node("Softmax", ["l"], "p", axis=1),
    ]
    graph = helper.make_graph(
        nodes, "lenet",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", 1, 32, 32])],
        [helper.make_tensor_value_info("p", TensorProto.FLOAT, ["N", 10])],
        weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, out)


main(*sys.argv[1:])
