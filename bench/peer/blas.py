"""The BLAS that PyTorch's matrix products really call, and how many threads it may use."""
import ctypes


class _SymbolInfo(ctypes.Structure):
    _fields_ = [
        ("library", ctypes.c_char_p),
        ("base", ctypes.c_void_p),
        ("symbol", ctypes.c_char_p),
        ("address", ctypes.c_void_p),
    ]


def path():
    """The library in which PyTorch finds sgemm. Others may be loaded as well, such as OpenBLAS for LAPACK alone."""
    with open("/proc/self/maps") as maps:
        torch_library = next(line.split()[-1] for line in maps if "libtorch_cpu" in line)
    sgemm = ctypes.CDLL(torch_library).sgemm_
    info = _SymbolInfo()
    lookup = ctypes.CDLL(None).dladdr
    lookup.argtypes = [ctypes.c_void_p, ctypes.POINTER(_SymbolInfo)]
    lookup(ctypes.cast(sgemm, ctypes.c_void_p), ctypes.byref(info))
    return info.library.decode()


def openblas():
    """The OpenBLAS in use, or None: then products run in the reference BLAS, which nobody should be compared with."""
    library = ctypes.CDLL(path())
    if not hasattr(library, "openblas_get_config"):
        return None
    library.openblas_get_config.restype = ctypes.c_char_p
    library.openblas_get_corename.restype = ctypes.c_char_p
    return library


def describe():
    """Name, version and kernel set, such as 'OpenBLAS 0.3.21 ... Cooperlake'."""
    library = openblas()
    return library.openblas_get_config().decode() if library else f"not OpenBLAS: {path()}"


def core():
    """The kernel set that OpenBLAS chose for this CPU."""
    library = openblas()
    return library.openblas_get_corename().decode() if library else None


def set_threads(count):
    """Lets OpenBLAS use this many threads; it has a pool of its own that torch.set_num_threads does not govern."""
    library = openblas()
    if library:
        library.openblas_set_num_threads(count)
