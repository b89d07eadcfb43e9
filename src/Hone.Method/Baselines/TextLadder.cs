namespace Hone.Method;

/// <summary>The ladder of texts with labels: zeros, class shares, bag of words with naive Bayes.</summary>
public sealed class TextLadder : LadderTask
{
    private readonly IReadOnlyList<string> _train;
    private readonly IReadOnlyList<string> _valid;
    private readonly LadderTargets _targets;

    private TextLadder(IReadOnlyList<string> train, IReadOnlyList<string> valid, LadderTargets targets, IReadOnlyList<string> validIds)
        : base(validIds, targets.Valid)
    {
        _train = train;
        _valid = valid;
        _targets = targets;
        ClassNames = targets.ClassNames;
    }

    /// <inheritdoc/>
    public override LadderKind Kind => LadderKind.Text;

    /// <inheritdoc/>
    public override IReadOnlyList<LadderRung> Rungs =>
    [
        .. _targets.TrivialRungs("accuracy"),
        new("bag of words", "naive Bayes over how often each word occurs, whatever its place", false, (_, cancellationToken) => NaiveBayes(cancellationToken)),
    ];

    /// <summary>Makes the task.</summary>
    /// <param name="texts">The text of each item.</param>
    /// <param name="labels">The class of each item; those of the test part are not read.</param>
    /// <param name="rows">The training and validation items.</param>
    /// <exception cref="BaselineException">There are fewer than two classes.</exception>
    public static TextLadder Of(IReadOnlyList<string> texts, IReadOnlyList<string> labels, LadderRows rows)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(rows);
        LadderTargets targets = LadderTargets.Classes([.. rows.Train.Select(row => labels[row])], [.. rows.Valid.Select(row => labels[row])]);
        return new TextLadder([.. rows.Train.Select(row => texts[row])], [.. rows.Valid.Select(row => texts[row])], targets, rows.ValidIds);
    }

    private RungPredictions NaiveBayes(CancellationToken cancellationToken)
    {
        var model = new NaiveBayes(_targets.Width);
        for (int item = 0; item < _train.Count; item++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            model.Add(_train[item], (int)_targets.Train[item]);
        }

        if (model.WordCount == 0)
        {
            throw new BaselineException(ExitCode.NotChecked, "words in the training texts", "0 words", $"{_train.Count} texts", "look at the files: letters and digits make words");
        }

        float[] outputs = [.. _valid.SelectMany(text => model.Predict(text))];
        return new RungPredictions(outputs, [.. _valid.SelectMany(_ => model.Predict(""))]);
    }
}
