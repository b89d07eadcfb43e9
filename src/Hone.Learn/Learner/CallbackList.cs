namespace Hone.Learn;

/// <summary>The callbacks of one fit in the order in which they are called.</summary>
internal sealed record CallbackList(Callback[] Callbacks, string Schedules)
{
    public static CallbackList Of(Learner learner, ParamScheduler? schedule, FitOptions options)
    {
        var all = new List<Callback> { learner.Recorder };
        all.AddRange(learner.Options.Callbacks.Where(callback => callback.RunsIn(LoopPurpose.Fit)));
        all.AddRange(options.Callbacks);
        if (schedule is not null)
        {
            all.Add(schedule);
        }

        if (options.Progress is not null)
        {
            all.Add(new ProgressCallback(options.Progress, options.Clock));
        }

        if (learner.Options.TerminateOnNaN)
        {
            all.Add(new TerminateOnNaN());
        }

        Callback[] ordered = Sorted(learner.InScope(all));
        string schedules = string.Join("; ", ordered.OfType<ParamScheduler>());
        string rate = (options.LearningRate ?? learner.Options.LearningRate).ToString();
        return new CallbackList(ordered, schedules.Length == 0 ? $"constant learning rate {rate}" : schedules);
    }

    /// <summary>By order; those of one order stay as they were added.</summary>
    public static Callback[] Sorted(IEnumerable<Callback> callbacks) => [.. callbacks.OrderBy(callback => callback.Order)];
}
