"""The peer: PyTorch (for trees scikit-learn and XGBoost) behind a line protocol. Each line of stdin is a JSON command, each line of stdout its JSON answer.

describe                                versions, BLAS
prepare  {family, arguments, threads}   builds a workload, answers the names of its settings
time     {setting, seconds, least}      median seconds of one run in that setting
report   {setting}                      what the last run in that setting gave, such as its accuracy
forget                                  drops the workload

    serve.py memory '{"family":..., "arguments":..., "setting":..., "threads":2, "steps":3}'

runs a few steps in this fresh process and prints its peak resident memory before the model and after the steps.
    serve.py start '{...the same without steps...}'  runs one step and ends: for timing from outside.
"""
import importlib
import json
import os
import sys

FAMILIES = (
    "gemm",
    "conv",
    "norms",
    "rownorms",
    "elementwise",
    "fashion",
    "resnet",
    "unet",
    "tabular",
    "collab",
    "transformer",
    "lstm",
    "images",
    "loader",
    "ratings",
    "trees",
)

# Families that do not load PyTorch: it would count in their memory. They run with all threads.
WITHOUT_TORCH = ("trees",)


def builders(order):
    """The settings of a workload: each a name and a function that builds it and answers the function to run."""
    family, arguments = order["family"], dict(order["arguments"], threads=order["threads"])
    if family not in FAMILIES:
        raise ValueError(f"unknown family {family!r}; known: {', '.join(FAMILIES)}")
    if family not in WITHOUT_TORCH:
        import torch
        torch.manual_seed(0)
    return importlib.import_module(family).settings(arguments)


def peak_bytes():
    """The process's peak resident memory (VmHWM)."""
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    raise RuntimeError("no VmHWM in /proc/self/status")


class Server:
    def __init__(self):
        self.runs = []

    def describe(self, command):
        import torch
        import blas
        torch.mm(torch.ones(8, 8), torch.ones(8, 8))
        return {
            "python": sys.version.split()[0],
            "torch": torch.__version__,
            "capability": torch.__config__.show().split("CPU capability usage: ")[-1].split()[0],
            "blas": blas.describe(),
            "blasCore": blas.core(),
            "isOpenBlas": blas.openblas() is not None,
        }

    def prepare(self, command):
        import blas
        most = command["threads"]
        blas.set_threads(most)
        layouts = {name: build() for name, build in builders(command).items()}
        counts = [1] if most == 1 else [most] if command["family"] in WITHOUT_TORCH else [1, most]
        self.runs = [(f"{layout}, {count} thread{'s' if count > 1 else ''}", count, run)
                     for layout, run in layouts.items() for count in counts]
        return {"settings": [name for name, _, _ in self.runs]}

    def time(self, command):
        import torch
        import timing
        _, threads, run = self.runs[command["setting"]]
        torch.set_num_threads(threads)
        return timing.measure(run, command["seconds"], command["least"])

    def report(self, command):
        return self.runs[command["setting"]][2].report()

    def forget(self, command):
        self.runs = []
        return {}

    def serve(self):
        commands = {"describe": self.describe, "prepare": self.prepare, "time": self.time, "report": self.report, "forget": self.forget}
        for line in sys.stdin:
            try:
                command = json.loads(line)
                answer = commands[command["do"]](command)
            except Exception as error:  # told to the other side, which stops and shows it
                answer = {"error": f"{type(error).__name__}: {error}"}
            print(json.dumps(answer), flush=True)


def run_once(order, steps):
    if order["family"] in WITHOUT_TORCH:
        return run_without_torch(order, steps)
    import torch
    import blas
    torch.set_num_threads(order["threads"])
    torch.mm(torch.ones(8, 8), torch.ones(8, 8))
    blas.set_threads(order["threads"])
    before = peak_bytes()
    run = builders(order)[order["setting"]]()
    for _ in range(steps):
        run()
    return {"baseline": before, "peak": peak_bytes()}


def run_without_torch(order, steps):
    os.environ["OMP_NUM_THREADS"] = str(order["threads"])
    importlib.import_module(order["family"]).load(order["arguments"])
    before = peak_bytes()
    run = builders(order)[order["setting"]]()
    for _ in range(steps):
        run()
    return {"baseline": before, "peak": peak_bytes()}


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "memory":
        request = json.loads(sys.argv[2])
        print(json.dumps(run_once(request, request["steps"])))
    elif len(sys.argv) == 3 and sys.argv[1] == "start":
        print(json.dumps(run_once(json.loads(sys.argv[2]), 1)))
    else:
        Server().serve()
