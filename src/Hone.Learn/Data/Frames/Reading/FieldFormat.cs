using System.Globalization;

namespace Hone.Learn.Data;

/// <summary>What fields of a file mean: missing values, numbers, dates, truth.</summary>
internal sealed class FieldFormat
{
    private const int LongestDate = 40;

    // Two-digit years 69 to 99 lie in the last century, as POSIX has it.
    private const int LastTwoDigitYear = 2068;

    private static readonly string[] s_dateFormats =
    [
        "yyyy-M-d",
        "M/d/yy",
        "M/d/yyyy",
        "yyyy/M/d",
        "yyyy-M-d H:mm",
        "yyyy-M-d H:mm:ss",
        "yyyy-M-d H:mm:ss.FFFFFFF",
        "yyyy-M-d'T'H:mm",
        "yyyy-M-d'T'H:mm:ss.FFFFFFFK",
        "yyyy-M-d H:mm:ss.FFFFFFFK",
        "yyyy/M/d H:mm:ss",
        "M/d/yy H:mm",
        "M/d/yyyy H:mm",
        "M/d/yyyy H:mm:ss",
        "M/d/yyyy h:mm:ss tt",
    ];

    private readonly HashSet<string> _missing;
    private readonly int _longestMissing;
    private readonly NumberFormatInfo _numbers;
    private readonly CultureInfo _dates;
    private readonly string[] _formats;
    private readonly bool _isAnyDate;
    private string? _lastFormat;

    public FieldFormat(IReadOnlyCollection<string> missing, bool decimalComma = false, IReadOnlyList<string>? dateFormats = null)
    {
        _missing = new HashSet<string>(missing, StringComparer.Ordinal);
        _longestMissing = missing.Count == 0 ? -1 : missing.Max(word => word.Length);
        _numbers = (NumberFormatInfo)CultureInfo.InvariantCulture.NumberFormat.Clone();
        _numbers.NumberDecimalSeparator = decimalComma ? "," : ".";
        _numbers.NumberGroupSeparator = "'";
        _dates = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        _dates.Calendar.TwoDigitYearMax = LastTwoDigitYear;
        _formats = dateFormats is null ? s_dateFormats : [.. dateFormats];
        _isAnyDate = dateFormats is not null;
    }

    public bool IsMissing(string field) => field.Length <= _longestMissing && _missing.Contains(field);

    /// <summary>A whole number of 64 bits. One that begins with 0, such as a postal code, is none unless it was asked for.</summary>
    public static bool TryInteger(string field, bool isAsked, out long value)
    {
        value = 0;
        bool isCode = field.Length > 1 && (field[0] == '0' || (field[0] is ('-' or '+') && field.Length > 2 && field[1] == '0'));
        return (isAsked || !isCode)
            && long.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
            && value != IntegerColumn.Missing;
    }

    /// <summary>A number. Digits alone that <see cref="TryInteger"/> refused are none unless a number was asked for: they would not stay what they are.</summary>
    public bool TryNumber(string field, bool isAsked, out double value)
    {
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        value = 0;
        if (!isAsked && IsDigits(field))
        {
            return false;
        }

        if (double.TryParse(field, Styles, _numbers, out value))
        {
            return !double.IsNaN(value);
        }

        if (field.Equals("inf", StringComparison.OrdinalIgnoreCase) || field.Equals("+inf", StringComparison.OrdinalIgnoreCase))
        {
            value = double.PositiveInfinity;
            return true;
        }

        if (field.Equals("-inf", StringComparison.OrdinalIgnoreCase))
        {
            value = double.NegativeInfinity;
            return true;
        }

        return false;
    }

    public bool TryDate(string field, out long ticks)
    {
        ticks = 0;
        if (!_isAnyDate && (field.Length is < 6 or > LongestDate || !char.IsAsciiDigit(field[0])))
        {
            return false;
        }

        // Files keep to one format: the last that fitted is tried first.
        if (_lastFormat is not null && TryDate(field, _lastFormat, out ticks))
        {
            return true;
        }

        foreach (string format in _formats)
        {
            if (TryDate(field, format, out ticks))
            {
                _lastFormat = format;
                return true;
            }
        }

        return false;
    }

    public static bool TryBool(string field, bool isAsked, out bool value)
    {
        if (bool.TryParse(field, out value))
        {
            return true;
        }

        string word = isAsked ? field.ToLowerInvariant() : string.Empty;
        value = word is "1" or "yes" or "y" or "t";
        return value || word is "0" or "no" or "n" or "f";
    }

    private static bool IsDigits(string field)
    {
        int start = field.Length > 0 && field[0] is ('-' or '+') ? 1 : 0;
        return field.Length > start && !field.AsSpan(start).ContainsAnyExceptInRange('0', '9');
    }

    private bool TryDate(string field, string format, out long ticks)
    {
        bool isDate = DateTime.TryParseExact(field, format, _dates, DateTimeStyles.AdjustToUniversal, out DateTime date);
        ticks = date.Ticks;
        return isDate;
    }
}
