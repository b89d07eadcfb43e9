namespace Hone.Nn;

/// <summary>A tensor as the file describes it, and its values once they have been read.</summary>
/// <param name="storage">The block that holds its elements.</param>
/// <param name="start">Its first element.</param>
/// <param name="sizes">Sizes of the axes.</param>
/// <param name="strides">Elements from one index of an axis to the next.</param>
/// <param name="position">Where the description ends in its file.</param>
internal sealed class TorchTensor(TorchStorage storage, long start, int[] sizes, long[] strides, long position)
{
    private Tensor? _value;

    public TorchStorage Storage => storage;

    public long Start => start;

    public int[] Sizes => sizes;

    public long[] Strides => strides;

    public long Position => position;

    public Tensor Value
    {
        get => _value ?? throw new InvalidOperationException("the values of all tensors are read before the checkpoint is handed out");
        set => _value = value;
    }
}
