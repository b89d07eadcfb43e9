"""LSTM and GRU layers forward and backward, in float64 and float32.

Each file holds sd.* (weights), in, h0 and c0 where given, lengths where padded (Int64), out, hn, cn, gin, gh0, gc0, g.* (gradients of parameters).
loss = sum over out, hn, cn of value * linspace(-1, 1), so that gradients are not uniform. Padded runs go through pack_padded_sequence with
unsorted lengths and back through pad_packed_sequence to the full number of steps.
"""
import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from golden import prepare, save

# name: (kind, arguments, time, batch, lengths, initial state)
CASES = {
    "lstm": ("LSTM", dict(input_size=5, hidden_size=7), 6, 3, None, False),
    "lstm_state": ("LSTM", dict(input_size=5, hidden_size=17, bias=False), 4, 2, None, True),
    "lstm_two": ("LSTM", dict(input_size=4, hidden_size=6, num_layers=2, bidirectional=True, batch_first=True), 5, 3, None, True),
    "lstm_padded": ("LSTM", dict(input_size=4, hidden_size=6, num_layers=2, bidirectional=True), 6, 4, [3, 5, 1, 4], True),
    "gru": ("GRU", dict(input_size=5, hidden_size=7), 6, 3, None, False),
    "gru_state": ("GRU", dict(input_size=5, hidden_size=17, bias=False), 4, 2, None, True),
    "gru_two": ("GRU", dict(input_size=4, hidden_size=6, num_layers=2, bidirectional=True, batch_first=True), 5, 3, None, True),
    "gru_padded": ("GRU", dict(input_size=4, hidden_size=6, num_layers=2, bidirectional=True), 6, 4, [3, 5, 1, 4], True),
}


def weighted(value):
    return (value * torch.linspace(-1, 1, value.numel(), dtype=value.dtype).reshape(value.shape)).sum()


def layers(dtype, suffix):
    for name, (kind, arguments, time, batch, lengths, with_state) in CASES.items():
        layer = getattr(nn, kind)(**arguments).to(dtype)
        batch_first = arguments.get("batch_first", False)
        tensors = {f"sd.{key}": value.clone() for key, value in layer.state_dict().items()}
        shape = (batch, time) if batch_first else (time, batch)
        x = torch.randn(*shape, arguments["input_size"], dtype=dtype, requires_grad=True)
        states = []
        if with_state:
            directions = arguments.get("num_layers", 1) * (2 if arguments.get("bidirectional") else 1)
            states = [torch.randn(directions, batch, arguments["hidden_size"], dtype=dtype, requires_grad=True) for _ in range(2 if kind == "LSTM" else 1)]
        given = None if not states else tuple(states) if kind == "LSTM" else states[0]
        if lengths is None:
            out, last = layer(x, given)
        else:
            packed, last = layer(pack_padded_sequence(x, torch.tensor(lengths), enforce_sorted=False), given)
            out, _ = pad_packed_sequence(packed, total_length=time)
            tensors["lengths"] = torch.tensor(lengths)
        last = last if kind == "LSTM" else (last,)
        loss = weighted(out) + sum(weighted(value) for value in last)
        loss.backward()
        tensors.update({"in": x, "out": out, "gin": x.grad})
        for value, key in zip(last, ("hn", "cn")):
            tensors[key] = value
        for value, key in zip(states, ("h0", "c0")):
            tensors[key] = value
            tensors["g" + key] = value.grad
        tensors.update({f"g.{key}": p.grad for key, p in layer.named_parameters()})
        save(f"recurrent_{name}.{suffix}", tensors)


def cells():
    for kind in ("LSTMCell", "GRUCell"):
        cell = getattr(nn, kind)(3, 5).double()
        x = torch.randn(2, 3, dtype=torch.float64)
        h = torch.randn(2, 5, dtype=torch.float64)
        c = torch.randn(2, 5, dtype=torch.float64)
        tensors = {f"sd.{key}": value.clone() for key, value in cell.state_dict().items()}
        tensors.update({"in": x, "h0": h})
        if kind == "LSTMCell":
            tensors["c0"] = c
            tensors["hn"], tensors["cn"] = cell(x, (h, c))
        else:
            tensors["hn"] = cell(x, h)
        tensors["alone"] = cell(x)[0] if kind == "LSTMCell" else cell(x)
        save(f"recurrent_{kind.lower()}", tensors)


def main():
    prepare()
    layers(torch.float64, "f64")
    layers(torch.float32, "f32")
    cells()


if __name__ == "__main__":
    main()
