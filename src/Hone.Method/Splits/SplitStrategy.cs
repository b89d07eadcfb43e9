using System.Text.Json.Serialization;

namespace Hone.Method;

/// <summary>How the items of a split were chosen.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<SplitStrategy>))]
public enum SplitStrategy
{
    /// <summary>By chance alone.</summary>
    Random,

    /// <summary>By chance within each class (or each quantile of a number), so that every part has the class shares of the whole.</summary>
    Stratified,

    /// <summary>The test part is given, such as the official one of a dataset; the rest is divided by chance within each class.</summary>
    GivenTest,

    /// <summary>Whole groups: no person, patient or boat is in two parts.</summary>
    Group,

    /// <summary>Whole groups, placed so that every part comes near the class shares of the whole.</summary>
    StratifiedGroup,

    /// <summary>The latest items are for validation and test, with a gap before them if one is asked for.</summary>
    Time,

    /// <summary>By time, with the groups that are also in the past counted or left out.</summary>
    GroupTime,

    /// <summary>Several origins in time: each fold is predicted from what came before it.</summary>
    Backtest,

    /// <summary>The parts came with the data: a column, file lists or folders.</summary>
    Predefined,

    /// <summary>By a number made from the id alone, so that new rows never move old ones.</summary>
    Hash,
}
