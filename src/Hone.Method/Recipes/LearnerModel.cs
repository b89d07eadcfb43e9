using Hone.Learn;

namespace Hone.Method;

/// <summary>A net over the loaders of a recipe.</summary>
internal sealed class LearnerModel(Learner learner, TtaOptions? tta, Func<int, float[], float[]>? toUnits) : RecipeModel
{
    internal override ModelAnswers? Predict(Recipe recipe, Part part, CancellationToken cancellationToken)
    {
        DataLoader? loader = part == Part.Test ? learner.Data.Test : learner.Data.Valid;
        if (loader is null)
        {
            return null;
        }

        Predictions said = tta is null ? learner.GetPreds(loader, cancellationToken) : learner.Tta(loader, tta, cancellationToken);
        int[] rows = RowsOf(recipe, part, said);
        int[] columns = ClassOrder.Of(said.Vocab, recipe.ClassNames, said.Width);
        var outputs = new float[rows.Length * columns.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<float> row = said.Row(rows[i]);
            for (int k = 0; k < columns.Length; k++)
            {
                outputs[(i * columns.Length) + k] = columns[k] < 0 ? 0 : row[columns[k]];
            }
        }

        return new ModelAnswers(toUnits is null ? outputs : InUnits(toUnits, PositionsOf(recipe, part), outputs), TruthOf(said, rows));
    }

    internal override MaskPredictions? PredictMasks(Recipe recipe, Part part, IReadOnlyList<int> positions, CancellationToken cancellationToken)
    {
        DataLoader? loader = part == Part.Test ? learner.Data.Test : learner.Data.Valid;
        if (loader is null)
        {
            return null;
        }

        if (toUnits is not null)
        {
            throw new RecipeException(ExitCode.Usage, "classes of pixels, which have no units", "toUnits", "recipe.Model", "leave it out");
        }

        Dataset items = loader.Dataset;
        Dictionary<string, int> places = Enumerable.Range(0, items.Count).ToDictionary(items.IdAt, place => place, StringComparer.Ordinal);
        string[] ids = [.. positions.Select(position => recipe.Items.Ids[position])];
        int known = ids.Count(places.ContainsKey);
        if (known != ids.Length)
        {
            throw Strangers(part, ids.Length, items.Count, places.Count, items.IdAt(0), known);
        }

        // Augmentation moves the picture, and the answers would have to be moved back.
        if (tta is not null && part == Part.Valid)
        {
            recipe.Warn("masks are predicted once, without test-time augmentation: it moves the picture, and classes cannot be averaged");
        }

        using IEnumerator<Segmentation> answers = learner.Segment(loader.WithDataset(items.Subset([.. ids.Select(id => places[id])])), cancellationToken).GetEnumerator();
        return new MaskPredictions(ids, _ =>
        {
            answers.MoveNext();
            return recipe.AsLevels(answers.Current.AtPictureSize().ToImage());
        });
    }

    private static float[] InUnits(Func<int, float[], float[]> toUnits, IReadOnlyList<int> positions, float[] outputs)
    {
        int width = outputs.Length / positions.Count;
        for (int i = 0; i < positions.Count; i++)
        {
            float[] row = toUnits(positions[i], outputs[(i * width)..((i + 1) * width)]);
            if (row.Length != width)
            {
                throw new RecipeException(
                    ExitCode.BadInput, $"{width} numbers for each item, as many as the net says", $"{row.Length} for position {positions[i]}", "toUnits of recipe.Model", "return one number for each that comes in");
            }

            row.CopyTo(outputs, i * width);
        }

        return outputs;
    }

    internal override void Save(string path) => learner.Export(path);

    /// <summary>The row of each item of the part among the predictions, by id.</summary>
    private static int[] RowsOf(Recipe recipe, Part part, Predictions said)
    {
        IReadOnlyList<int> positions = PositionsOf(recipe, part);
        var byId = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int row = 0; row < said.Count; row++)
        {
            byId[said.Ids[row]] = row;
        }

        int[] rows = [.. positions.Select(position => byId.GetValueOrDefault(recipe.Items.Ids[position], -1))];
        int known = rows.Count(row => row >= 0);
        return known == positions.Count && said.Count == positions.Count
            ? rows
            : throw Strangers(part, positions.Count, said.Count, byId.Count, said.Ids[0], known);
    }

    private static RecipeException Strangers(Part part, int expected, int count, int ids, string first, int known) => new(
        ExitCode.BadInput,
        $"predictions for the {expected} {(part == Part.Test ? "test" : "validation")} items of the run",
        $"{count} predictions with {ids} ids such as '{first}', {known} of them for these items",
        "the learner of the recipe",
        "make its loaders with recipe.Loaders, recipe.Images or recipe.Masks; a net for a table goes into TablePredictor.Of(data, new NetMember(learner.Model))");

    private static float[]? TruthOf(Predictions said, int[] rows)
    {
        if (said.TargetValues is not { } values || values.Count % said.Count != 0)
        {
            return null;
        }

        int width = values.Count / said.Count;
        return [.. rows.SelectMany(row => Enumerable.Range(row * width, width).Select(index => values[index]))];
    }
}
