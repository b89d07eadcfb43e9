namespace Hone;

/// <summary>A recorded operation as an error report tells it.</summary>
/// <param name="Name">Such as <c>Relu</c> or <c>backward of Conv2d</c>.</param>
/// <param name="Operands">What it worked on; of a backward the gradient of its output.</param>
/// <param name="Output">What it made; null where it did not come so far, and for a backward.</param>
public sealed record OperationReport(string Name, IReadOnlyList<TensorReport> Operands, TensorReport? Output);
