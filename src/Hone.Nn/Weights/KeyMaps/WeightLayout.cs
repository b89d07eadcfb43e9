namespace Hone.Nn;

/// <summary>How the axes of a weight are ordered where it comes from.</summary>
public enum WeightLayout
{
    /// <summary>As here: PyTorch's order.</summary>
    AsIs,

    /// <summary>A matrix [in, out], as Keras' Dense and GPT-2's Conv1D; becomes [out, in].</summary>
    InOut,

    /// <summary>A convolution [height, width, in, out], as Keras; becomes [out, in, height, width].</summary>
    HeightWidthInOut,

    /// <summary>A depthwise convolution [height, width, channels, 1], as Keras; becomes [channels, 1, height, width].</summary>
    HeightWidthChannels,
}
