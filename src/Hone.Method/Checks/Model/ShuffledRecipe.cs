namespace Hone.Method;

/// <summary>A recipe whose items come with shuffled training labels; everything that it does with them goes its usual way, into runs that are thrown away.</summary>
internal sealed class ShuffledRecipe : ShuffledTraining
{
    private readonly RecipeSession _session;
    private readonly RecipeOptions _options;
    private readonly Recipe _reader;
    private readonly Lazy<TrainingLabels> _labels;

    public ShuffledRecipe(RecipeSession session)
    {
        _session = session;
        _options = session.Options with { Hypothesis = null, Observer = ProgressObserver.Of(session.Options.Observer) };
        _reader = new Recipe(session.Project, session.Parts, session.Options, null);
        _labels = new Lazy<TrainingLabels>(() => new TrainingLabels(
            _reader.TruthOf(_reader.Train)!,
            Math.Max(1, _reader.Items.Targets.Count),
            _reader.ClassNames.Count > 0,
            [.. _reader.Train.Select(position => _reader.Items.Ids[position])]));
    }

    public override string? Missing => _reader.Items.Targets.Count == 0
        ? $"no labels that are columns: data of kind {_reader.Items.Kind}"
        : _reader.Train.Count < 2 ? $"{_reader.Train.Count} training item" : null;

    public override TrainingLabels Labels => _labels.Value;

    public override ConstantAnswer Answer(int[] sources, CancellationToken cancellationToken)
    {
        RecipeParts parts = _session.Parts;
        RecipeParts shuffled = parts with { Items = parts.Items.WithLabelsMoved(parts.Train, sources) };
        using var runs = new ThrowAwayRuns();
        var training = new RecipeTraining(_session.Project, _options, runs.Create);
        return _session.Execute(_options, shuffled, training, (recipe, model) => Score(recipe, model, cancellationToken));
    }

    private ConstantAnswer Score(Recipe recipe, RecipeModel model, CancellationToken cancellationToken)
    {
        float[] outputs = model.Predict(recipe, Part.Valid, cancellationToken)!.Outputs;
        double[] truth = recipe.TruthOf(recipe.Valid)!;
        return recipe.ClassNames.Count > 0
            ? ConstantAnswer.OfClasses(Classes(outputs, truth.Length), [.. truth.Select(value => (int)value)], Labels.Majority)
            : ConstantAnswer.OfNumbers([.. outputs.Select(value => (double)value)], truth, Labels.Values, Labels.Width);
    }

    // One output for two classes is the probability of the second.
    private static int[] Classes(float[] outputs, int items)
    {
        int width = outputs.Length / Math.Max(1, items);
        return [.. Enumerable.Range(0, items).Select(item => width == 1 ? (outputs[item] > 0.5f ? 1 : 0) : Accuracies.ArgMax(outputs.AsSpan(item * width, width)))];
    }
}
