"""Opens the arrays that Sharpkeras wrote and writes them again in NumPy's many forms."""
import os
import sys

import numpy as np

source, target = sys.argv[1:]
for name in sorted(os.listdir(source)):
    path = os.path.join(source, name)
    if name.endswith(".npz"):
        archive = np.load(path, allow_pickle=False)
        np.savez(os.path.join(target, name), **archive)
        np.savez_compressed(os.path.join(target, "c-" + name), **archive)
        continue
    array = np.load(path, allow_pickle=False)
    print(name, array.dtype.str, array.shape, array.flags.c_contiguous, array.flags.f_contiguous)
    np.save(os.path.join(target, "c-" + name), np.ascontiguousarray(array).reshape(array.shape))
    np.save(os.path.join(target, "f-" + name), np.asfortranarray(array).reshape(array.shape, order="A"))
    np.save(os.path.join(target, "b-" + name), array.astype(array.dtype.newbyteorder(">")))
