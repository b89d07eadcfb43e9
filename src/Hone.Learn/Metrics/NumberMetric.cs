using System.Buffers;

namespace Hone.Learn;

/// <summary>A metric over pairs of predicted and right numbers, one after another; several numbers of one item count one by one.</summary>
/// <remarks>A prediction <c>[batch, 1]</c> and a target <c>[batch]</c> are compared item by item, never broadcast.</remarks>
public abstract class NumberMetric : Metric
{
    private long _count;

    private protected NumberMetric()
    {
    }

    /// <summary>Pairs of numbers counted since <see cref="Reset"/>.</summary>
    public sealed override long Count => _count;

    /// <inheritdoc/>
    public sealed override double Value => _count == 0 ? double.NaN : Compute(_count);

    /// <inheritdoc/>
    public sealed override void Reset()
    {
        _count = 0;
        Clear();
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">There are not as many predictions as targets for each item.</exception>
    public sealed override void Update(Tensor prediction, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        int length = prediction.ElementCount;
        if (length != target.ElementCount || prediction.Rank == 0 || target.Rank == 0 || prediction.Shape[0] != target.Shape[0])
        {
            throw new ShapeException("As many predictions as targets for each item.", $"{prediction.Shape} and {target.Shape}", Name, "let the last layer have one output for each target");
        }

        double[] x = ArrayPool<double>.Shared.Rent(length);
        double[] t = ArrayPool<double>.Shared.Rent(length);
        try
        {
            prediction.To(DType.Float64).CopyTo<double>(x);
            target.To(DType.Float64).CopyTo<double>(t);
            for (int i = 0; i < length; i++)
            {
                Add(x[i], t[i]);
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(x);
            ArrayPool<double>.Shared.Return(t);
        }

        _count += length;
    }

    private protected abstract void Clear();

    private protected abstract void Add(double prediction, double target);

    private protected abstract double Compute(long count);
}
