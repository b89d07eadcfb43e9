namespace Hone.Nn;

/// <summary>State of a layer that is saved with the weights but not trained, such as the running mean of a normalization.</summary>
public sealed class ModuleBuffer
{
    internal ModuleBuffer(Tensor value) => Value = value.Keep();

    /// <summary>The values.</summary>
    public Tensor Value { get; private set; }

    /// <summary>Changes the element type of a floating-point buffer; others stay.</summary>
    internal void ConvertTo(DType type)
    {
        if (Value.DType is DType.Float32 or DType.Float64 && Value.DType != type)
        {
            Value = Value.To(type).Keep();
        }
    }
}
