using System.Globalization;

namespace Hone.Learn;

/// <summary>A batch in words: type, shape, mean and range.</summary>
internal static class BatchText
{
    public static string Of(Batch batch)
    {
        string head = $"{batch.Input.DType} {batch.Input.Shape}";
        if (batch.InputMemory.DType != DType.Float32)
        {
            return head;
        }

        float low = float.PositiveInfinity;
        float high = float.NegativeInfinity;
        double sum = 0;
        Span<float> values = batch.InputMemory.AsSpan<float>();
        foreach (float value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
            sum += value;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{head}, mean {sum / values.Length:0.000}, range {low:0.000} to {high:0.000}");
    }
}
