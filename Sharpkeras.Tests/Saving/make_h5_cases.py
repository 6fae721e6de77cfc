#!/usr/bin/python3
"""Writes the small files of `Files/` with h5py: what the reader has to read, and what it has to refuse.

usage: make_h5_cases.py FOLDER
"""
import os
import sys

import h5py
import numpy as np

folder = sys.argv[1]


def create(name, **options):
    return h5py.File(os.path.join(folder, name), "w", **options)


with create("types.h5") as f:
    for name in ["float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]:
        f[name] = np.arange(6).reshape(2, 3).astype(name)
        f[name + "_scalar"] = np.array(5).astype(name)
    f["bool"] = np.array([True, False, True])
    f["empty"] = np.zeros((0, 4), np.float32)
    compact = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    compact.set_layout(h5py.h5d.COMPACT)
    made = h5py.h5d.create(f.id, b"compact", h5py.h5t.IEEE_F32LE, h5py.h5s.create_simple((3,)), compact)
    made.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array([1, 2, 3], np.float32))

with create("texts.h5") as f:
    def attribute(name, value, size, pad, cset):
        kind = h5py.h5t.C_S1.copy()
        kind.set_size(size)
        kind.set_strpad(pad)
        kind.set_cset(cset)
        space = h5py.h5s.create(h5py.h5s.SCALAR) if value.shape == () else h5py.h5s.create_simple(value.shape)
        h5py.h5a.create(f.id, name, kind, space).write(value.astype(f"S{size}"), mtype=kind)

    attribute(b"fixed_terminated", np.array(b"abc"), 8, h5py.h5t.STR_NULLTERM, h5py.h5t.CSET_ASCII)
    attribute(b"fixed_null_padded", np.array(b"abc"), 8, h5py.h5t.STR_NULLPAD, h5py.h5t.CSET_ASCII)
    attribute(b"fixed_space_padded", np.array(b"abc     "), 8, h5py.h5t.STR_SPACEPAD, h5py.h5t.CSET_ASCII)
    attribute(b"fixed_utf8", np.array("élan".encode()), 5, h5py.h5t.STR_NULLPAD, h5py.h5t.CSET_UTF8)
    f.attrs["variable_utf8"] = "日本 ü"
    f.attrs["variable_ascii"] = np.array(b"plain", dtype=h5py.string_dtype("ascii"))
    f.attrs["empty_text"] = ""
    f.attrs["fixed_list"] = np.array([b"conv", b"dense_1"])
    f.attrs["variable_list"] = ["conv", "dense_1", ""]
    f.attrs["empty_list"] = []
    f.attrs["empty_space"] = h5py.Empty("S10")
    f.attrs["long"] = "x" * 70_000
    f.attrs["names0"] = np.array([b"a", b"b"])
    f.attrs["names1"] = np.array([b"c"])
    f.attrs["int64"] = np.int64(-7)
    f.attrs["float32"] = np.float32(0.5)

with create("packed.h5") as f:
    data = np.arange(7 * 5 * 3, dtype=np.float32).reshape(7, 5, 3)
    f.create_dataset("chunked", data=data, chunks=(3, 2, 2))
    f.create_dataset("gzip", data=data, chunks=(3, 2, 2), compression="gzip")
    f.create_dataset("shuffled", data=data, chunks=(4, 5, 3), compression="gzip", shuffle=True)
    f.create_dataset("growing", data=data, chunks=(8, 8, 8), maxshape=(None, None, None), compression="gzip")
    f.create_dataset("many", data=np.arange(500, dtype=np.int32), chunks=(3,))

with create("many.h5") as f:
    # Hard links, so that the file stays small though its tree has two levels.
    for i in range(2):
        f.create_group(f"layer_{i:03d}").attrs["number"] = np.int64(i)
    for i in range(2, 300):
        f[f"layer_{i:03d}"] = f[f"layer_{i % 2:03d}"]

with create("fletcher.h5") as f:
    f.create_dataset("a", data=np.zeros((4, 4), np.float32), chunks=(2, 2), fletcher32=True)
with create("lzf.h5") as f:
    f.create_dataset("a", data=np.zeros((4, 4), np.float32), chunks=(2, 2), compression="lzf")
with create("shuffle_only.h5") as f:
    f.create_dataset("a", data=np.zeros((4, 4), np.float32), chunks=(2, 2), shuffle=True)
with create("mask.h5") as f:
    made = f.create_dataset("a", shape=(2, 2), dtype="f4", chunks=(2, 2), compression="gzip")
    made.id.write_direct_chunk((0, 0), np.zeros(4, np.float32).tobytes(), filter_mask=1)
with create("unwritten_chunk.h5") as f:
    f.create_dataset("a", shape=(4, 4), dtype="f4", chunks=(2, 2))[0, 0] = 1
with create("unwritten.h5") as f:
    f.create_dataset("a", shape=(4, 4), dtype="f4")
with create("big_endian.h5") as f:
    f["a"] = np.zeros(3, ">f4")
with create("compound.h5") as f:
    f["a"] = np.zeros(2, [("x", "f4"), ("y", "i4")])
with create("texts_array.h5") as f:
    f["a"] = np.array([b"one", b"two"])
with create("too_large_integer.h5") as f:
    f["a"] = np.array([2**63], np.uint64)
with create("soft_link.h5") as f:
    f["b"] = np.zeros(3, np.float32)
    f["a"] = h5py.SoftLink("/b")
with create("external_link.h5") as f:
    f["a"] = h5py.ExternalLink("types.h5", "/float32")
with create("external_storage.h5") as f:
    f.create_dataset("a", shape=(3,), dtype="f4", external=[("/etc/hostname", 0, 12)])
with create("virtual.h5", libver="v110") as f:
    layout = h5py.VirtualLayout(shape=(2, 3), dtype="f4")
    layout[:] = h5py.VirtualSource("types.h5", "float32", shape=(2, 3))
    f.create_virtual_dataset("a", layout)
with create("cycle.h5") as f:
    inner = f.create_group("a/b")
    inner["again"] = f["a"]
with create("committed.h5") as f:
    f["kind"] = np.dtype("f4")
    f.create_dataset("a", shape=(3,), dtype=f["kind"], data=np.zeros(3, "f4"))
with create("user_block.h5", userblock_size=512) as f:
    f["a"] = np.zeros(3, np.float32)
with create("dense_links.h5", libver="latest") as f:
    for i in range(20):
        f.create_group(f"g{i}")
with create("dense_attributes.h5", libver="latest") as f:
    for i in range(20):
        f.attrs[f"a{i}"] = i
with create("new_chunks.h5", libver="latest") as f:
    f.create_dataset("a", data=np.zeros((4, 4), np.float32), chunks=(2, 2))
with create("new_style.h5", libver="latest") as f:
    f["group/a"] = np.arange(3, dtype=np.float32)
    f["group"].attrs["text"] = "new"
