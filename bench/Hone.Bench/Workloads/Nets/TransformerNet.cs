using Hone.Nn;

namespace Hone.Bench.Workloads.Nets;

/// <summary>Six encoder layers over 384 features: 6 heads, 1536 features between the linear layers, GELU, no dropout.</summary>
internal static class TransformerNet
{
    public const int Size = 384;

    /// <summary>4 x (384 x 384 + 384) + 2 x 384 x 1536 + 1536 + 384 + 4 x 384 a layer.</summary>
    public const int Parameters = 10_646_784;

    public static Module Create() =>
        new TransformerEncoder(6, Size, 6, new() { FeedForwardSize = 1536, Dropout = 0, Activation = TransformerActivation.GELU });
}
