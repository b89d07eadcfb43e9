namespace Hone;

/// <summary>How the rows of a bag become one row.</summary>
public enum EmbeddingBagMode
{
    /// <summary>Their mean; PyTorch's default.</summary>
    Mean,

    /// <summary>Their sum, with weights if there are any.</summary>
    Sum,

    /// <summary>The largest element of each column.</summary>
    Max,
}
