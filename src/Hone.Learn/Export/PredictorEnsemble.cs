using System.Globalization;
using Hone.Nn;

namespace Hone.Learn;

/// <summary>Several models for one question, such as those of the folds of a split, that answer together: with the mean of their probabilities, and for each pixel of a mask with the class that most of them give it.</summary>
/// <remarks>Each model prepares the pictures in its own way: sizes and normalizations may differ, classes and what the models see may not.</remarks>
/// <example><code>
/// PredictorEnsemble folds = PredictorEnsemble.Of([.. files.Select(file => Predictor.Load(file))]);
/// foreach (FilePrediction answer in folds.PredictFiles(["garden.jpg"])) ...
/// </code></example>
public sealed class PredictorEnsemble
{
    private readonly Predictor[] _members;

    private PredictorEnsemble(Predictor[] members) => _members = members;

    /// <summary>The models.</summary>
    public IReadOnlyList<Predictor> Members => _members;

    /// <summary>Names of the classes or labels by index; may be empty.</summary>
    public IReadOnlyList<string> Vocab => _members[0].Vocab;

    /// <summary>Inputs that the models see of each item; where there are several, <see cref="PredictFileGroups"/> takes their files.</summary>
    public int InputCount => _members[0].Content.Inputs.Count;

    /// <summary>Whether the models see texts and nothing else.</summary>
    public bool SeesTexts => _members[0].SeesTexts;

    /// <summary>Whether the models answer with a class for each pixel.</summary>
    public bool IsSegmentation => _members[0].IsSegmentation;

    /// <summary>Whether the models answer with numbers.</summary>
    public bool IsNumbers => _members[0].IsNumbers;

    /// <summary>Whether these numbers are points of a picture.</summary>
    public bool ArePoints => _members[0].ArePoints;

    /// <summary>Joins models.</summary>
    /// <param name="members">At least one.</param>
    /// <exception cref="HoneException">They have other classes in another order, answer in another way, or see something else; the message names two of them.</exception>
    public static PredictorEnsemble Of(IReadOnlyList<Predictor> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentOutOfRangeException.ThrowIfZero(members.Count);
        foreach (Predictor member in members)
        {
            Require(members[0], member, "classes", ClassesOf);
            Require(members[0], member, "answers", AnswersOf);
            Require(members[0], member, "inputs", InputsOf);
        }

        return new PredictorEnsemble([.. members]);
    }

    /// <summary>Predicts for image files, or text files where the models see texts; a file that cannot be read costs its own result and no other.</summary>
    /// <inheritdoc cref="Predictor.PredictFiles" path="/param"/>
    /// <inheritdoc cref="Predictor.PredictFiles" path="/returns"/>
    /// <inheritdoc cref="Predictor.PredictFiles" path="/exception"/>
    public IEnumerable<FilePrediction> PredictFiles(IReadOnlyList<string> paths, CancellationToken cancellationToken = default)
    {
        IEnumerable<FilePrediction>[] said = [.. _members.Select(member => member.PredictFiles(paths, cancellationToken))];
        return said.Length == 1 ? said[0] : Together(said, Mean);
    }

    /// <summary>Predicts for items of several inputs from files; an item with a file that cannot be read costs its own result and no other.</summary>
    /// <inheritdoc cref="Predictor.PredictFileGroups" path="/param"/>
    /// <inheritdoc cref="Predictor.PredictFileGroups" path="/returns"/>
    /// <inheritdoc cref="Predictor.PredictFileGroups" path="/exception"/>
    public IEnumerable<FileGroupPrediction> PredictFileGroups(IReadOnlyList<string> paths, CancellationToken cancellationToken = default)
    {
        IEnumerable<FileGroupPrediction>[] said = [.. _members.Select(member => member.PredictFileGroups(paths, cancellationToken))];
        return said.Length == 1 ? said[0] : Together(said, Mean);
    }

    /// <summary>The class of each pixel of image files; with several models at the size of the pictures.</summary>
    /// <inheritdoc cref="Predictor.SegmentFiles" path="/param"/>
    /// <inheritdoc cref="Predictor.SegmentFiles" path="/returns"/>
    /// <inheritdoc cref="Predictor.SegmentFiles" path="/exception"/>
    public IEnumerable<FileSegmentation> SegmentFiles(IReadOnlyList<string> paths, CancellationToken cancellationToken = default)
    {
        IEnumerable<FileSegmentation>[] said = [.. _members.Select(member => member.SegmentFiles(paths, cancellationToken))];
        return said.Length == 1 ? said[0] : Together(said, Vote);
    }

    /// <summary>The numbers for image files, or text files where the models see texts; the mean of what several models say, for points in pixels of the picture.</summary>
    /// <inheritdoc cref="Predictor.NumberFiles" path="/param"/>
    /// <inheritdoc cref="Predictor.NumberFiles" path="/returns"/>
    /// <inheritdoc cref="Predictor.NumberFiles" path="/exception"/>
    public IEnumerable<FileNumbers> NumberFiles(IReadOnlyList<string> paths, CancellationToken cancellationToken = default)
    {
        IEnumerable<FileNumbers>[] said = [.. _members.Select(member => member.NumberFiles(paths, cancellationToken))];
        return said.Length == 1 ? said[0] : Together(said, Mean);
    }

    private static IEnumerable<TAnswer> Together<TAnswer>(IEnumerable<TAnswer>[] said, Func<TAnswer[], TAnswer> join)
    {
        IEnumerator<TAnswer>[] members = [.. said.Select(answers => answers.GetEnumerator())];
        try
        {
            while (Array.TrueForAll(members, member => member.MoveNext()))
            {
                yield return join([.. members.Select(member => member.Current)]);
            }
        }
        finally
        {
            foreach (IEnumerator<TAnswer> member in members)
            {
                member.Dispose();
            }
        }
    }

    private static FileSegmentation Vote(FileSegmentation[] answers) => Array.Find(answers, answer => answer.Segmentation is null)
        ?? answers[0] with { Segmentation = Segmentation.Vote([.. answers.Select(answer => answer.Segmentation!.AtPictureSize())]) };

    private static FileNumbers Mean(FileNumbers[] answers) => Array.Find(answers, answer => answer.Numbers is null)
        ?? answers[0] with { Numbers = [.. answers[0].Numbers!.Select((_, i) => (float)answers.Average(answer => (double)answer.Numbers![i]))] };

    private FilePrediction Mean(FilePrediction[] answers) => Array.Find(answers, answer => answer.Prediction is null)
        ?? answers[0] with { Prediction = Mean([.. answers.Select(answer => answer.Prediction!)]) };

    private FileGroupPrediction Mean(FileGroupPrediction[] answers) => Array.Find(answers, answer => answer.Prediction is null)
        ?? answers[0] with { Prediction = Mean([.. answers.Select(answer => answer.Prediction!)]) };

    private Prediction Mean(Prediction[] answers)
    {
        float[] mean = [.. answers[0].Probabilities.Select((_, i) => (float)answers.Average(answer => (double)answer.Probabilities[i]))];
        ModelOutput output = _members[0].Content.Output;
        return Prediction.Of(answers[0].Id, mean, _members[0].OutputShape, output.Kind, output.Threshold, Vocab);
    }

    private static void Require(Predictor first, Predictor other, string what, Func<Predictor, string> tell)
    {
        if (tell(first) != tell(other))
        {
            throw new HoneException($"Models with the same {what}: {tell(first)}, as {first.Path}.", $"{tell(other)} in {other.Path}", nameof(PredictorEnsemble), "predict with each of them alone");
        }
    }

    private static string ClassesOf(Predictor predictor) => predictor.Vocab.Count == 0 ? "no names" : string.Join(", ", predictor.Vocab);

    private static string AnswersOf(Predictor predictor)
    {
        string place = predictor.IsSegmentation ? "a class for each pixel" : predictor.Content.Output.Kind == PredictionKind.Classes ? "one class" : predictor.ArePoints ? "points" : predictor.Content.Output.Kind.ToString().ToLowerInvariant();
        return $"{place} of {predictor.OutputShape[0]}";
    }

    private static string InputsOf(Predictor predictor) => string.Join(", ", predictor.Content.Inputs.Select(InputOf));

    private static string InputOf(ModelInput input) => input.Kind == InputKind.Text ? "texts" : $"{input.Kind} of {input.Shape[0]} {(input.Shape.Count == 1 ? "numbers" : "channels")}";
}
