// A table: boosted trees, the strongest model for most tables as they come.
//
//   hone train recipes/boosting.cs --dry                     a few rows through everything
//   hone train recipes/boosting.cs --no-hypothesis           the first number to beat after hone baseline
//   hone train recipes/boosting.cs --search lr=0.01..0.3:log --search leaves=8..64:int --budget 5
//
// Leave out columns that would not be known when the model is used:
//   hone train recipes/boosting.cs --set drop=casual,registered
using Hone.Learn;
using Hone.Method;

return ProjectRecipe.Run(args, recipe =>
{
    var options = new HistGradientBoostingOptions
    {
        LearningRate = recipe.Param("lr", 0.1),
        MaxIterations = recipe.Param("rounds", 200),
        MaxLeafNodes = recipe.Param("leaves", 31),
        MinSamplesLeaf = recipe.Param("leafRows", 20),
        EarlyStopping = EarlyStoppingMode.Off,
        Seed = recipe.Seed,
    };

    // 1. What is learned about the columns (categories, gaps) comes from the training rows alone.
    TabularData data = recipe.Table(drop: recipe.Param("drop", ""));
    TreeData rows = data.ToMatrix(data.Split.Train).ToTreeData();
    float[] targets = data.Targets(data.Split.Train);

    // 2. Classes or numbers, as the metric of the project says.
    TreeModel model = recipe.FitTrees<TreeModel>(fit => data.IsCategory
        ? HistGradientBoostingClassifier.Fit(rows, Array.ConvertAll(targets, target => (int)target), options, fit)
        : HistGradientBoostingRegressor.Fit(rows, Array.ConvertAll(targets, target => (double)target), options, fit));
    return recipe.Model(TablePredictor.Of(data, new TreeMember(model)));
});
