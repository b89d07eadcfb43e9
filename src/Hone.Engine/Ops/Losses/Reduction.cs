namespace Hone;

/// <summary>How the losses of the rows of a batch become the result; PyTorch's <c>reduction</c>.</summary>
public enum Reduction
{
    /// <summary>Their mean: a scalar. With class weights, the weighted mean.</summary>
    Mean,

    /// <summary>Their sum: a scalar.</summary>
    Sum,

    /// <summary>All of them: one loss a row.</summary>
    None,
}
