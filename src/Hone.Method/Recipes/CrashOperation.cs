namespace Hone.Method;

/// <summary>An operation of the engine in the record of an error.</summary>
/// <param name="Name">Such as <c>Relu</c> or <c>backward of Conv2d</c>.</param>
/// <param name="Operands">What it worked on.</param>
/// <param name="Output">What it made; null for a backward.</param>
public sealed record CrashOperation(string Name, IReadOnlyList<CrashTensor> Operands, CrashTensor? Output)
{
    /// <summary>Such as <c>MatMul of [9, 4] float32, finite and [4, 3] float32, finite gives [9, 3] float32, not finite</c>.</summary>
    public override string ToString()
    {
        string output = Output is null ? "" : $" gives {Output with { Name = "" }}";
        return $"{Name} of {string.Join(" and ", Operands)}{output}";
    }

    internal static CrashOperation Of(OperationReport report) =>
        new(report.Name, [.. report.Operands.Select(CrashTensor.Of)], report.Output is null ? null : CrashTensor.Of(report.Output));
}
