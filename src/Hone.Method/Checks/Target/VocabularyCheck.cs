namespace Hone.Method;

/// <summary>
/// Asks whether a vocabulary was fitted on training texts alone: error when it has a word that no training text has and a validation or test text has.
/// </summary>
/// <remarks>For a vocabulary that was fitted on these texts; one that came with a pretrained model knows words of everywhere.</remarks>
/// <param name="statistic">What the vocabulary belongs to, such as "tokenizer".</param>
/// <param name="vocabulary">Its words. Marks such as the unknown word, which no text has, do no harm.</param>
/// <param name="words">The words of each text.</param>
/// <param name="parts">The part of each text.</param>
public sealed class VocabularyCheck(string statistic, IReadOnlyCollection<string> vocabulary, IReadOnlyList<IReadOnlyList<string>> words, IReadOnlyList<Part> parts) : Check
{
    /// <inheritdoc/>
    public override string Id => "leak/vocabulary";

    /// <inheritdoc/>
    public override CheckResult Run(CancellationToken cancellationToken)
    {
        if (words.Count != parts.Count)
        {
            return CheckResult.NotChecked(Id, $"{words.Count} texts and {parts.Count} parts");
        }

        HashSet<string> train = WordsOf(part => part == Part.Train);
        HashSet<string> others = WordsOf(part => part is Part.Valid or Part.Test);
        if (train.Count == 0 || others.Count == 0)
        {
            return CheckResult.NotChecked(Id, $"{train.Count} words in training texts and {others.Count} in others: both are needed");
        }

        string[] foreign = [.. vocabulary.Where(word => others.Contains(word) && !train.Contains(word)).Order(StringComparer.Ordinal)];
        if (foreign.Length == 0)
        {
            return CheckResult.Pass(Id, $"the vocabulary of {statistic} has no word of validation and test texts alone (n = {vocabulary.Count})");
        }

        return CheckResult.Of(Id, "", [new Finding
        {
            Id = Id,
            Severity = Severity.Error,
            What = $"{statistic} was fitted on validation or test texts: {foreign.Length} of {vocabulary.Count} words of its vocabulary are in no training text",
            Evidence = CheckText.First(foreign),
            N = vocabulary.Count,
            Threshold = "0 words",
            HowToFix = "fit the vocabulary on the training texts, and let new words be unknown, as they will be in use",
            Why = "a model that knows the words of the test is not asked what it will be asked in use",
        }]);
    }

    private HashSet<string> WordsOf(Func<Part, bool> isWanted) =>
        [.. Enumerable.Range(0, words.Count).Where(text => isWanted(parts[text])).SelectMany(text => words[text])];
}
