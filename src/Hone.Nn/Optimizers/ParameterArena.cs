using Hone.Memory;

namespace Hone.Nn;

/// <summary>
/// The parameters and gradients of a model side by side in two flat blocks, so that one loop updates them. Each parameter starts
/// on a cache line; the gaps hold zeros, which every update leaves at zero.
/// </summary>
internal sealed class ParameterArena
{
    private const int AlignmentInBytes = 64;

    private readonly Storage _values;
    private readonly Storage _gradients;

    /// <summary>Moves parameters, with values and gradients, into new arenas in the order given.</summary>
    /// <exception cref="HoneException">A parameter has no values yet, or the element types differ.</exception>
    public ParameterArena(IReadOnlyList<Parameter> parameters)
    {
        Type = parameters.Count == 0 ? DType.Float32 : parameters[0].DType;
        int unit = AlignmentInBytes / (Type == DType.Float32 ? sizeof(float) : sizeof(double));
        var slots = new ArenaSlot[parameters.Count];
        int offset = 0;
        for (int i = 0; i < slots.Length; i++)
        {
            Parameter parameter = parameters[i];
            RequireType(parameter);
            int length = checked((parameter.Value.StorageLength + unit - 1) / unit * unit);
            slots[i] = new ArenaSlot(parameter, offset, length);
            offset = checked(offset + length);
        }

        Slots = slots;
        ElementCount = offset;
        Values = NewState();
        Gradients = NewGradients();
        _values = Values.Storage;
        _gradients = Gradients.Storage;
        foreach (ArenaSlot slot in slots)
        {
            slot.Parameter.Value.MoveTo(_values, slot.Offset);
            slot.Parameter.Value.MoveGradientTo(_gradients, slot.Offset);
        }
    }

    /// <summary>Element type of all parameters.</summary>
    public DType Type { get; }

    public IReadOnlyList<ArenaSlot> Slots { get; }

    /// <summary>Elements in each block, gaps included.</summary>
    public int ElementCount { get; }

    /// <summary>All parameters.</summary>
    public Tensor Values { get; }

    /// <summary>All gradients; only those of parameters with a fresh gradient mean anything.</summary>
    public Tensor Gradients { get; }

    /// <summary>A block of zeros for moments of all parameters.</summary>
    public Tensor NewState() => Tensor.ZerosPersistent([ElementCount], Type);

    /// <summary>
    /// A block in which only what backward leaves alone is cleared: the gaps, and the tails of packed weights. The rest stays untouched until the first
    /// backward overwrites it, so an embedding whose gradient is kept as rows costs addresses here, but no memory.
    /// </summary>
    private Tensor NewGradients()
    {
        Tensor gradients = Tensor.EmptyPersistent([ElementCount], [1], Type);
        foreach (ArenaSlot slot in Slots)
        {
            Tensor value = slot.Parameter.Value;
            int written = value.Packing is null ? value.StorageLength : 0;
            if (Type == DType.Float32)
            {
                gradients.AsSpan<float>().Slice(slot.Offset + written, slot.Length - written).Clear();
            }
            else
            {
                gradients.AsSpan<double>().Slice(slot.Offset + written, slot.Length - written).Clear();
            }
        }

        return gradients;
    }

    /// <summary>Whether a parameter still lies here; another optimizer or <see cref="Module.To"/> may have moved it away.</summary>
    public bool Owns(ArenaSlot slot) => ReferenceEquals(slot.Parameter.Value.Storage, _values);

    /// <summary>The part of a block of moments that belongs to a parameter, in the parameter's shape.</summary>
    public Tensor Part(Tensor state, ArenaSlot slot) => slot.Parameter.Value.Over(state.Storage, slot.Offset);

    private void RequireType(Parameter parameter)
    {
        if (parameter.DType != Type)
        {
            throw new HoneException(
                "The parameters of one optimizer have one element type.",
                $"{parameter} beside {Type}",
                parameter.Path,
                "call To(DType.Float32) on the whole model before the optimizer is made");
        }
    }
}
