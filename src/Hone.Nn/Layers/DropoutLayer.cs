using System.Globalization;

namespace Hone.Nn;

/// <summary>What the dropout layers share: a fraction, and random numbers of their own in training.</summary>
/// <remarks>
/// The numbers come from a stream named by the seed and the path of the layer, so they do not depend on threads;
/// <see cref="Module.RandomState"/> saves where the stream stands.
/// </remarks>
public abstract class DropoutLayer : Module
{
    private protected DropoutLayer(double dropFraction)
    {
        if (dropFraction is not (>= 0 and < 1))
        {
            throw new HoneException(
                "The fraction that dropout drops lies in 0..1, below 1.",
                dropFraction.ToString(CultureInfo.InvariantCulture),
                TypeName,
                "0.1 to 0.5 is usual");
        }

        DropFraction = dropFraction;
    }

    /// <summary>Fraction of what is dropped in training, in 0..1.</summary>
    public double DropFraction { get; }

    /// <inheritdoc/>
    protected override void OnInitialize(long seed, string path) => Stream = new RandomStream(seed, "dropout/" + path);

    /// <inheritdoc/>
    protected override Module CreateInferenceForm() => new Identity();

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (!IsTraining || DropFraction == 0)
        {
            return x;
        }

        RandomStream stream = Stream ?? throw new HoneException(
            $"{TypeName} has a random stream before it trains.",
            "a layer that was never initialized",
            TypeName,
            "call Initialize(seed) on the whole model");
        return Drop(x, stream);
    }

    /// <summary>Drops in training.</summary>
    private protected abstract Tensor Drop(Tensor x, RandomStream stream);
}
