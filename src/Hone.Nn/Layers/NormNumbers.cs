using System.Globalization;

namespace Hone.Nn;

/// <summary>What the constructors of the normalizations refuse, so that a wrong number is told where it was written and not in the first forward pass.</summary>
internal static class NormNumbers
{
    /// <summary>For statistics of a batch, which may have a variance of 0.</summary>
    /// <exception cref="HoneException">Epsilon is not above 0, or the momentum not in 0..1.</exception>
    public static void CheckBatch(double epsilon, double momentum, string layer)
    {
        Require(epsilon > 0 && double.IsFinite(epsilon), "Epsilon", epsilon, "above 0, and finite", layer);
        Require(momentum is >= 0 and <= 1, "Momentum", momentum, "in 0..1", layer);
    }

    /// <exception cref="HoneException">Epsilon is negative.</exception>
    public static void CheckEpsilon(double epsilon, string layer) => Require(epsilon >= 0 && double.IsFinite(epsilon), "Epsilon", epsilon, "0 or more, and finite", layer);

    private static void Require(bool holds, string name, double value, string range, string layer)
    {
        if (!holds)
        {
            throw new HoneException($"{name} of {layer} is {range}.", value.ToString(CultureInfo.InvariantCulture), layer, name == "Epsilon" ? "1e-5 is usual" : "0.1 is usual");
        }
    }
}
