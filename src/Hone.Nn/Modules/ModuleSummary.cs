using System.Globalization;
using System.Text;

namespace Hone.Nn;

/// <summary>The layers of a model as a table: output shape and parameters of each.</summary>
/// <param name="InputShapes">Shapes of the inputs that were sent through.</param>
/// <param name="Rows">One row for each module without children, in the order in which they ran.</param>
/// <param name="Parameters">Number of values in all parameters, each counted once.</param>
/// <param name="TrainableParameters">The part of them that training changes.</param>
public sealed record ModuleSummary(IReadOnlyList<Shape> InputShapes, IReadOnlyList<ModuleSummaryRow> Rows, long Parameters, long TrainableParameters)
{
    /// <summary>The table as text.</summary>
    public override string ToString()
    {
        string[][] cells = [
            ["Layer", "Output shape", "Params", "Trainable"],
            .. Rows.Select(r => new[] { $"{r.Path} {r.TypeName}".TrimStart(), r.OutputShape.ToString(), Number(r.Parameters), r.Parameters == 0 ? string.Empty : r.IsTrainable ? "yes" : "no" }),
        ];
        int[] widths = [.. Enumerable.Range(0, cells[0].Length).Select(column => cells.Max(row => row[column].Length))];
        var text = new StringBuilder($"Input {string.Join(", ", InputShapes)}\n");
        foreach (string[] row in cells)
        {
            string line = $"{row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadLeft(widths[2])}  {row[3]}";
            text.Append(line.TrimEnd()).Append('\n');
        }

        return text.Append(CultureInfo.InvariantCulture, $"{Number(Parameters)} parameters, {Number(TrainableParameters)} trainable").ToString();
    }

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
