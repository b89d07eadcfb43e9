namespace Hone.Nn;

/// <summary>In training, sets a random fraction of the values to zero and scales the others by 1 / (1 - p); otherwise the identity.</summary>
/// <remarks>
/// PyTorch's <c>nn.Dropout</c>. The numbers come from a stream of their own, named by the seed and the path of the layer, so they do not depend on
/// threads; <see cref="Module.RandomState"/> saves its position. Shapes: x <c>[...]</c>, y like x. Source: Srivastava et al. 2014.
/// </remarks>
public sealed class Dropout : Module
{
    /// <summary>Makes the layer.</summary>
    /// <param name="dropFraction">p: fraction of the values that is dropped, in 0..1, below 1; 0.5 as in PyTorch.</param>
    /// <exception cref="HoneException">The fraction is out of range.</exception>
    public Dropout(double dropFraction = 0.5)
    {
        if (dropFraction is not (>= 0 and < 1))
        {
            throw new HoneException(
                "The fraction that dropout drops lies in 0..1, below 1.",
                dropFraction.ToString(System.Globalization.CultureInfo.InvariantCulture),
                nameof(Dropout),
                "0.1 to 0.5 is usual");
        }

        DropFraction = dropFraction;
    }

    /// <summary>Fraction of the values that is dropped in training.</summary>
    public double DropFraction { get; }

    /// <inheritdoc/>
    protected override void OnInitialize(long seed, string path) => Stream = new RandomStream(seed, "dropout/" + path);

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (!IsTraining || DropFraction == 0)
        {
            return x;
        }

        RandomStream stream = Stream ?? throw new HoneException(
            "Dropout has a random stream before it trains.",
            "a layer that was never initialized",
            nameof(Dropout),
            "call Initialize(seed) on the whole model");
        return x.Dropout(DropFraction, training: true, stream);
    }
}
