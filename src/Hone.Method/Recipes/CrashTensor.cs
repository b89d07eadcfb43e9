namespace Hone.Method;

/// <summary>A tensor in the record of an error: what it is, without its values.</summary>
/// <param name="Name">Its place in the batch (<c>input.0</c>, <c>target.0</c>), its path in the model, or the operation that it comes from; empty for a block that nothing is known of.</param>
/// <param name="Shape">Such as <c>[64, 3, 224, 224]</c>; null for a block whose tensor is not known.</param>
/// <param name="Type">Such as <c>float32</c>; null like the shape.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="IsFinite">Whether it holds neither NaN nor infinity; null where nobody could look.</param>
public sealed record CrashTensor(string Name, string? Shape, string? Type, long Bytes, bool? IsFinite)
{
    /// <summary>Such as <c>input.0 [9, 3, 8, 8] float32, finite</c>.</summary>
    public override string ToString()
    {
        string what = string.Join(' ', new[] { Name, Shape, Type }.Where(part => !string.IsNullOrEmpty(part)));
        string finite = IsFinite switch { true => ", finite", false => ", not finite", null => "" };
        return what.Length == 0 ? "a block of the step" : what + finite;
    }

    internal static CrashTensor Of(TensorReport report) =>
        new(report.Name, report.Shape?.ToString(), report.DType?.ToString().ToLowerInvariant(), report.Bytes, report.IsFinite);
}
