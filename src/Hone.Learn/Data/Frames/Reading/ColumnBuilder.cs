namespace Hone.Learn.Data;

/// <summary>Takes the fields of one column, finds out their kind on the way, and keeps them in the form of that kind.</summary>
/// <remarks>
/// The first value decides between Integer, Number, Date, Bool and Text. An Integer column with a fraction becomes Number. Any other value that does not fit makes the
/// column Text; the values so far are then repeated from their texts while they are kept, and otherwise the column is read again from the file.
/// </remarks>
internal sealed class ColumnBuilder
{
    private const int KeptTexts = 4096;

    private readonly FieldFormat _format;
    private readonly ColumnKind? _asked;
    private readonly List<string?> _texts = [];
    private readonly List<long> _integers = [];
    private readonly List<double> _numbers = [];
    private readonly List<int> _codes = [];
    private readonly TextLevels _levels = new();
    private ColumnKind? _kind;
    private bool _areNumbersAllowed = true;

    public ColumnBuilder(string name, ColumnKind? asked, FieldFormat format)
    {
        Name = name;
        _asked = asked;
        _kind = asked;
        _format = format;
    }

    public string Name { get; }

    /// <summary>Values so far.</summary>
    public int Count { get; private set; }

    /// <summary>The kind so far; null before the first value.</summary>
    public ColumnKind? Kind => _kind;

    /// <summary>Makes quoted words stay words, as in JSON: "12" is no number there.</summary>
    public void RefuseNumbers() => _areNumbersAllowed = false;

    /// <summary>Adds a field; null is missing.</summary>
    /// <returns>False when it does not fit: the kind was asked for, or the column has to be read again as Text.</returns>
    public bool TryAdd(string? field)
    {
        if (field is null)
        {
            AddMissing();
            return true;
        }

        _kind ??= Guess(field);
        if (!Add(field) && !TryWiden(field))
        {
            return false;
        }

        Keep(field);
        Count++;
        return true;
    }

    public FrameColumn Build() => _kind switch
    {
        null => NumberColumn.Own(Name, Filled(double.NaN)),
        ColumnKind.Number => NumberColumn.Own(Name, [.. _numbers]),
        ColumnKind.Integer => IntegerColumn.Own(Name, [.. _integers]),
        ColumnKind.Date => DateColumn.Own(Name, [.. _integers]),
        ColumnKind.Bool => BoolColumn.Own(Name, [.. _codes.Select(code => (sbyte)code)]),
        _ => CategoricalColumn.Own(Name, [.. _codes], _levels.Names()),
    };

    /// <summary>The values of a column as another kind.</summary>
    /// <exception cref="HoneDataException">A value does not fit.</exception>
    public static FrameColumn Convert(FrameColumn column, ColumnKind kind)
    {
        var builder = new ColumnBuilder(column.Name, kind, new FieldFormat([]));
        for (int row = 0; row < column.Count; row++)
        {
            string? text = column.TextAt(row);
            if (!builder.TryAdd(text))
            {
                throw new HoneDataException($"Column {column.Name} can be read as {kind}.", $"\"{text}\" in row {row}", "Frame.Convert", "choose a kind that all values fit, such as Text");
            }
        }

        return builder.Build();
    }

    private ColumnKind Guess(string field)
    {
        ColumnKind kind = ColumnKind.Text;
        if (_areNumbersAllowed && FieldFormat.TryInteger(field, false, out _))
        {
            kind = ColumnKind.Integer;
        }
        else if (_areNumbersAllowed && _format.TryNumber(field, false, out _))
        {
            kind = ColumnKind.Number;
        }
        else if (_format.TryDate(field, out _))
        {
            kind = ColumnKind.Date;
        }
        else if (_areNumbersAllowed && FieldFormat.TryBool(field, false, out _))
        {
            kind = ColumnKind.Bool;
        }

        BeginWith(kind);
        return kind;
    }

    private void BeginWith(ColumnKind kind)
    {
        switch (kind)
        {
            case ColumnKind.Number:
                _numbers.AddRange(Filled(double.NaN));
                break;
            case ColumnKind.Integer or ColumnKind.Date:
                _integers.AddRange(Filled(long.MinValue));
                break;
            default:
                _codes.AddRange(Filled(-1));
                break;
        }
    }

    private T[] Filled<T>(T value)
    {
        var values = new T[Count];
        Array.Fill(values, value);
        return values;
    }

    private bool Add(string field)
    {
        bool isAsked = _asked is not null;
        switch (_kind)
        {
            case ColumnKind.Integer:
                if (!FieldFormat.TryInteger(field, isAsked, out long integer))
                {
                    return false;
                }

                _integers.Add(integer);
                return true;
            case ColumnKind.Number:
                // Between numbers with a fraction, one without is a number too.
                if (!FieldFormat.TryInteger(field, isAsked, out long whole))
                {
                    if (!_format.TryNumber(field, isAsked, out double number))
                    {
                        return false;
                    }

                    _numbers.Add(number);
                    return true;
                }

                _numbers.Add(whole);
                return true;
            case ColumnKind.Date:
                if (!_format.TryDate(field, out long ticks))
                {
                    return false;
                }

                _integers.Add(ticks);
                return true;
            case ColumnKind.Bool:
                if (!FieldFormat.TryBool(field, isAsked, out bool truth))
                {
                    return false;
                }

                _codes.Add(truth ? 1 : 0);
                return true;
            default:
                _codes.Add(_levels.Of(field));
                return true;
        }
    }

    private bool TryWiden(string field)
    {
        if (_asked is not null)
        {
            return false;
        }

        if (_kind == ColumnKind.Integer && _format.TryNumber(field, false, out double number))
        {
            _numbers.AddRange(_integers.Select(value => value == IntegerColumn.Missing ? double.NaN : value));
            _numbers.Add(number);
            _integers.Clear();
            _kind = ColumnKind.Number;
            return true;
        }

        if (Count != _texts.Count)
        {
            return false;
        }

        _integers.Clear();
        _numbers.Clear();
        _codes.Clear();
        _kind = ColumnKind.Text;
        _codes.AddRange(_texts.Select(text => text is null ? -1 : _levels.Of(text)));
        _codes.Add(_levels.Of(field));
        return true;
    }

    private void AddMissing()
    {
        switch (_kind)
        {
            case null:
                break;
            case ColumnKind.Number:
                _numbers.Add(double.NaN);
                break;
            case ColumnKind.Integer or ColumnKind.Date:
                _integers.Add(long.MinValue);
                break;
            default:
                _codes.Add(-1);
                break;
        }

        Keep(null);
        Count++;
    }

    private void Keep(string? field)
    {
        if (_texts.Count < KeptTexts && _texts.Count == Count)
        {
            _texts.Add(field);
        }
    }
}
