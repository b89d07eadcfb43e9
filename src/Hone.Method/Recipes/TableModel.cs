using Hone.Learn;
using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Models for the rows of a table.</summary>
internal sealed class TableModel(TablePredictor predictor, Frame table) : RecipeModel
{
    internal override ModelAnswers? Predict(Recipe recipe, Part part, CancellationToken cancellationToken)
    {
        if (table.RowCount != recipe.Items.Ids.Count)
        {
            throw new RecipeException(
                ExitCode.BadInput,
                $"a table with a row for each of the {recipe.Items.Ids.Count} items, in their order",
                $"{table.RowCount} rows",
                "Recipe.Model",
                "leave rows out by the splitter (recipe.Splitter), not by filtering the table");
        }

        int[] rows = [.. PositionsOf(recipe, part)];
        TablePredictions said = predictor.Predict(table.Take(rows), cancellationToken);
        int[] columns = ClassOrder.Of(said.Vocab, recipe.ClassNames, said.Width);
        ReadOnlySpan<double> outputs = said.Outputs.Span;
        var ordered = new float[rows.Length * columns.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int k = 0; k < columns.Length; k++)
            {
                ordered[(i * columns.Length) + k] = columns[k] < 0 ? 0 : (float)outputs[(i * said.Width) + columns[k]];
            }
        }

        return new ModelAnswers(ordered);
    }

    internal override void Save(string path) => predictor.Save(path);

    internal override RecipeModel? Reload(string path) => new TableModel(TablePredictor.Load(path), table);
}
