namespace Hone.Nn;

/// <summary>What the constructors of all convolutions refuse.</summary>
internal static class ConvolutionSizes
{
    public static void Check(int inChannels, int outChannels, int kernelSize, int groups, string layer)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outChannels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(kernelSize, 1);
        if (groups < 1 || inChannels % groups != 0 || outChannels % groups != 0)
        {
            throw new ShapeException(
                "The number of groups divides the channels of input and output.",
                $"{groups} groups for {inChannels} and {outChannels} channels",
                layer,
                "choose a common divisor");
        }
    }
}
