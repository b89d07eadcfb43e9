using Hone.Learn.Data;

namespace Hone.Method;

/// <summary>Plans and makes the splits of a project from the columns of its data.</summary>
public static class SplitMaker
{
    /// <summary>Holds the split interview over the data of a project and keeps its outcome in <c>splits/plan.json</c>.</summary>
    /// <param name="project">The project.</param>
    /// <param name="answers">What the person says; null leaves the columns to speak.</param>
    /// <param name="cancellationToken">Stops the reading of the data.</param>
    /// <exception cref="SplitException">A named column does not exist, or its dates cannot be read.</exception>
    /// <exception cref="RawDataException">There are no data, or they cannot be understood.</exception>
    public static SplitAdvice Plan(Project project, SplitAnswers? answers = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ProjectDataset data = project.Data.Load(cancellationToken);

        // Columns of points are no evidence for anything, whatever they are called.
        Frame columns = data.Targets.Count > 1 ? data.Columns.Without(data.Targets) : data.Columns;
        SplitAdvice advice = SplitAdvisor.Suggest(columns, data.Target ?? project.Charter.Target, answers);
        project.Splits.SavePlan(new SplitPlan
        {
            Answers = advice.Answers,
            Strategy = advice.Strategy,
            Reason = advice.Reason,
            DataHash = project.Data.Manifest.Hash,
        });
        return advice;
    }

    /// <summary>Makes a split as it was asked for, or as it was planned, and saves it as a draft.</summary>
    /// <param name="project">The project.</param>
    /// <param name="name">The name of the draft.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="cancellationToken">Stops the reading of the data.</param>
    /// <exception cref="SplitException">It cannot be made; or chance alone would decide and nobody answered the interview: exit code 5.</exception>
    /// <exception cref="RawDataException">There are no data, or they cannot be understood.</exception>
    public static Split Make(Project project, string name, SplitRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(request);
        ProjectDataset data = project.Data.Load(cancellationToken);
        SplitRequest complete = Complete(project, request, data.Target is not null || request.Stratify is not null);
        Split split = Make(data, complete);
        project.Splits.SaveDraft(split, name, project.Data.Manifest.Hash);
        return split;
    }

    private static SplitRequest Complete(Project project, SplitRequest request, bool canStratify)
    {
        SplitStrategy? asked = request.Strategy ?? StrategyOf(request);
        bool isChance = asked is SplitStrategy.Random or SplitStrategy.Stratified;
        SplitPlan? plan = project.Splits.ReadPlan();
        bool isPlanned = plan?.Strategy is not null && plan.DataHash == project.Data.Manifest.Hash;
        if (asked is null && isPlanned)
        {
            return request with
            {
                Strategy = plan!.Strategy,
                By = plan.Answers.EntityColumn,
                Time = plan.Answers.TimeColumn,
                DateFormat = request.DateFormat ?? plan.Answers.DateFormat,
                Options = request.Options with
                {
                    Reason = plan.Reason,
                    SeenGroups = plan.Strategy == SplitStrategy.GroupTime && plan.Answers.NewEntities == true && request.Options.Folds == 0 ? SeenGroups.LeaveOut : request.Options.SeenGroups,
                },
            };
        }

        bool allowsChance = request.KnowsRandom || (isPlanned && plan!.Strategy is SplitStrategy.Random or SplitStrategy.Stratified or SplitStrategy.GivenTest);
        if ((asked is null || isChance) && !allowsChance)
        {
            throw new SplitException(
                ExitCode.Refused,
                "an answered split interview before chance decides",
                plan is null ? "no plan" : plan.Strategy is null ? $"not checked: {plan.Reason}" : isPlanned ? $"a plan that says {plan.Strategy}" : "a plan that was made on other data",
                "hone split make",
                "answer it with 'hone split plan', or say that chance is right: --i-know random");
        }

        string said = asked is null or SplitStrategy.Random or SplitStrategy.Stratified
            ? "Chance was chosen knowingly, without an answered interview."
            : $"Asked for: {asked}{(request.By is null ? "" : $" by '{request.By}'")}{(request.Time is null ? "" : $" in the time of '{request.Time}'")}{(request.Parts is null ? "" : $" from '{request.Parts}'")}{(request.ValidList is null ? "" : " from lists")}.";
        return request with
        {
            Strategy = asked ?? (canStratify ? SplitStrategy.Stratified : SplitStrategy.Random),
            Options = request.Options with { Reason = isPlanned && isChance ? plan!.Reason : said },
        };
    }

    /// <summary>The strategy that the named columns mean; null when none is named.</summary>
    private static SplitStrategy? StrategyOf(SplitRequest request) => request switch
    {
        { Parts: not null } or { ValidList: not null } => SplitStrategy.Predefined,
        { Backtest: not null } => SplitStrategy.Backtest,
        { Time: not null, By: not null } => SplitStrategy.GroupTime,
        { Time: not null } => SplitStrategy.Time,
        { By: not null, Stratify: not null } => SplitStrategy.StratifiedGroup,
        { By: not null } => SplitStrategy.Group,
        { Stratify: not null } => SplitStrategy.Stratified,
        _ => null,
    };

    private static Split Make(ProjectDataset data, SplitRequest request)
    {
        // What keeps the shares of the target needs all of it; other strategies do without.
        bool needsTarget = request.Strategy is SplitStrategy.Stratified or SplitStrategy.StratifiedGroup or SplitStrategy.GivenTest;
        SplitData items = data.ToSplitData(request.By, request.Time, request.DateFormat, request.Stratify ?? (needsTarget ? data.Target : null));
        SplitOptions options = request.Options;
        return request.Strategy switch
        {
            SplitStrategy.Random => Split.Random(items, options),
            SplitStrategy.Stratified => Split.Stratified(items, options),
            SplitStrategy.Group => Split.Group(items, options),
            SplitStrategy.StratifiedGroup => Split.StratifiedGroup(items, options),
            SplitStrategy.Time => Split.Time(items, options),
            SplitStrategy.GroupTime => Split.GroupTime(items, options),
            SplitStrategy.Backtest => Split.Backtest(items, (request.Backtest ?? new()) with { Reason = options.Reason }),
            SplitStrategy.Hash => Split.Hash(items, options),
            SplitStrategy.GivenTest => GivenTest(data, items, options),
            _ => Predefined(data, items, request),
        };
    }

    private static Split GivenTest(ProjectDataset data, SplitData items, SplitOptions options)
    {
        FrameColumn column = ColumnHints.Parts(data.Columns, data.Target ?? "") ?? throw new SplitException(
            ExitCode.BadInput, "a column or folders that say which items are for the test", "none", "a split with a given test part", "name the column with --parts");
        IReadOnlyList<Part> parts = PredefinedParts.FromWords([.. ProjectDataset.Texts(column)]);
        return parts.Contains(Part.Valid)
            ? Split.Predefined(items, parts, options: options)
            : Split.GivenTest(items, [.. Enumerable.Range(0, parts.Count).Where(index => parts[index] == Part.Test)], options);
    }

    private static Split Predefined(ProjectDataset data, SplitData items, SplitRequest request)
    {
        if (request.ValidList is { } valid)
        {
            return Split.Predefined(items, PredefinedParts.FromLists(data.Ids, valid, request.TestList), options: request.Options);
        }

        if (request.Parts is not string name || !data.Columns.Contains(name))
        {
            throw new SplitException(
                ExitCode.Usage, $"one of the columns {string.Join(", ", data.Columns.Names.Take(20))}", $"'{request.Parts}' after --parts", "a predefined split", "name the column with the parts or the folds");
        }

        FrameColumn column = data.Columns[name];
        string?[] texts = [.. ProjectDataset.Texts(column)];
        if (column.Kind == ColumnKind.Integer)
        {
            (IReadOnlyList<Part> parts, IReadOnlyList<int> folds) = PredefinedParts.FromFolds(texts);
            return Split.Predefined(items, parts, folds, request.Options);
        }

        IReadOnlyList<Part> words = PredefinedParts.FromWords(texts);
        return words.Contains(Part.Valid) || !words.Contains(Part.Test)
            ? Split.Predefined(items, words, options: request.Options)
            : Split.GivenTest(items, [.. Enumerable.Range(0, words.Count).Where(index => words[index] == Part.Test)], request.Options);
    }
}
