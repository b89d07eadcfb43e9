namespace Hone.Learn.Data;

/// <summary>Numbers the different values of a key from 1 on, in the order in which they first occur; 0 is missing. Two columns share it to be compared.</summary>
internal sealed class KeyCodes
{
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> _integers = [];
    private readonly Dictionary<double, int> _numbers = [];

    public int Of(string word) => Of(_words, word);

    public int Of(long value) => Of(_integers, value);

    public int Of(double value) => double.IsNaN(value) ? 0 : Of(_numbers, value);

    private static int Of<T>(Dictionary<T, int> codes, T value)
        where T : notnull
    {
        if (!codes.TryGetValue(value, out int code))
        {
            code = codes.Count + 1;
            codes.Add(value, code);
        }

        return code;
    }
}
