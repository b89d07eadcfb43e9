"""Which BLAS this process has loaded, and how many threads it may use."""
import ctypes


def libraries():
    """Paths of the loaded libraries whose name speaks of BLAS."""
    with open("/proc/self/maps") as maps:
        paths = {line.split()[-1] for line in maps if "blas" in line.split()[-1].lower()}
    return sorted(path for path in paths if path.startswith("/"))


def openblas():
    """The loaded OpenBLAS, or None: then matrix products run in the reference BLAS, which nobody should be compared with."""
    for path in libraries():
        library = ctypes.CDLL(path)
        if hasattr(library, "openblas_get_config"):
            library.openblas_get_config.restype = ctypes.c_char_p
            library.openblas_get_corename.restype = ctypes.c_char_p
            return library
    return None


def describe():
    """Name, version and kernel set, such as 'OpenBLAS 0.3.21 ... Cooperlake'."""
    library = openblas()
    return library.openblas_get_config().decode() if library else "not OpenBLAS: " + ", ".join(libraries())


def core():
    """The kernel set that OpenBLAS chose for this CPU."""
    library = openblas()
    return library.openblas_get_corename().decode() if library else None


def set_threads(count):
    """Lets OpenBLAS use this many threads; it has a pool of its own that torch.set_num_threads does not govern."""
    library = openblas()
    if library:
        library.openblas_set_num_threads(count)
