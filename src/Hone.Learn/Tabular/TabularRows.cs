using Hone.Learn.Data;

namespace Hone.Learn;

/// <summary>Prepared rows: codes and numbers, row by row, as batches need them.</summary>
internal sealed class TabularRows
{
    private readonly int[] _codes;
    private readonly float[] _numbers;
    private readonly TabularNames _names;

    public TabularRows(int count, TabularNames names)
    {
        Count = count;
        _names = names;
        _codes = new int[count * names.Categorical.Count];
        _numbers = new float[count * names.Continuous.Count];
    }

    public int Count { get; }

    public ReadOnlyMemory<int> Codes(int row) => _codes.AsMemory(row * _names.Categorical.Count, _names.Categorical.Count);

    public ReadOnlyMemory<float> Numbers(int row) => _numbers.AsMemory(row * _names.Continuous.Count, _names.Continuous.Count);

    /// <summary>The codes of some rows: <c>[count, categorical columns]</c>.</summary>
    public long[] Codes(int start, int count)
    {
        int width = _names.Categorical.Count;
        var codes = new long[count * width];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = _codes[(start * width) + i];
        }

        return codes;
    }

    /// <summary>The numbers of some rows: <c>[count, continuous columns]</c>.</summary>
    public float[] Numbers(int start, int count)
    {
        int width = _names.Continuous.Count;
        return _numbers[(start * width)..((start + count) * width)];
    }

    /// <summary>Puts the rows of a prepared table into place.</summary>
    /// <param name="frame">The table.</param>
    /// <param name="places">Where each of its rows belongs, for messages too.</param>
    public void Put(Frame frame, IReadOnlyList<int> places)
    {
        for (int i = 0; i < _names.Categorical.Count; i++)
        {
            FrameColumn column = frame[_names.Categorical[i]];
            if (column is not CategoricalColumn { Levels: [Categorify.Unknown, ..] } coded)
            {
                throw new HoneDataException("Categorical columns are codes in the end.", $"{column.Name} of kind {column.Kind} without codes", "TabularOptions.Procs", "add new Categorify()");
            }

            for (int row = 0; row < places.Count; row++)
            {
                _codes[(places[row] * _names.Categorical.Count) + i] = coded.Codes[row];
            }
        }

        for (int i = 0; i < _names.Continuous.Count; i++)
        {
            FrameColumn column = frame[_names.Continuous[i]];
            for (int row = 0; row < places.Count; row++)
            {
                float value = (float)column.NumberAt(row);
                if (!float.IsFinite(value))
                {
                    string got = float.IsNaN(value) ? $"none in row {places[row]}; {column.MissingCount} are missing" : $"{column.NumberAt(row)} in row {places[row]}";
                    throw new HoneDataException($"Column {column.Name} has a finite number in every row.", got, "TabularOptions.Procs", float.IsNaN(value) ? "add new FillMissing()" : "replace infinite values, or leave the rows out");
                }

                _numbers[(places[row] * _names.Continuous.Count) + i] = value;
            }
        }
    }

    /// <summary>Some rows column by column: codes first, then numbers.</summary>
    public FeatureMatrix ToMatrix(IReadOnlyList<int> rows)
    {
        var columns = new List<float[]>();
        for (int i = 0; i < _names.Categorical.Count; i++)
        {
            int at = i;
            columns.Add([.. rows.Select(row => (float)_codes[(row * _names.Categorical.Count) + at])]);
        }

        for (int i = 0; i < _names.Continuous.Count; i++)
        {
            int at = i;
            columns.Add([.. rows.Select(row => _numbers[(row * _names.Continuous.Count) + at])]);
        }

        return new FeatureMatrix(
            [.. _names.Categorical, .. _names.Continuous],
            columns,
            [.. _names.Categorical.Select(_ => true), .. _names.Continuous.Select(_ => false)]);
    }
}
