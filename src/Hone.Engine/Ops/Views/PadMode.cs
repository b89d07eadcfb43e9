namespace Hone;

/// <summary>What <see cref="TensorOperations.Pad"/> puts around a tensor.</summary>
public enum PadMode
{
    /// <summary>One value.</summary>
    Constant,

    /// <summary>The elements mirrored at the border, without the border itself: c b | a b c | b a.</summary>
    Reflect,

    /// <summary>The border repeated: a a | a b c | c c.</summary>
    Replicate,
}
