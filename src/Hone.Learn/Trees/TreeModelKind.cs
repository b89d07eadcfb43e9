namespace Hone.Learn;

/// <summary>The models of trees, as files name them.</summary>
internal enum TreeModelKind
{
    DecisionTreeClassifier,
    DecisionTreeRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
    ExtraTreesClassifier,
    ExtraTreesRegressor,
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
}
