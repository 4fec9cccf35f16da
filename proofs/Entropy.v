(* Whole exact steps and rewards in the order of the policy.

   comonotone f g     == f and g order the answers alike
   step_covariance    == a step's gain in E c is Cov(exp(r/beta), c) / Z
   calibrated_rises   == correctness in the order of the reward: its expectation
                         does not fall in a whole step, nor along a run (T37)
   reversed_falls     == in the opposite order it does not rise         (T37)
   entropy_falls      == a reward in the order of the policy: a whole step does
                         not raise the entropy                          (T26)
   trajectory_entropy == three trajectories, two answers, the vote on answers:
                         the entropy of trajectories rises at a step while
                         that of answers falls                          (T26)
   best_reward_lim    == a fixed reward: exact steps end on its best answer,
                         whatever the majority                           (T45)
   endogenous_max     == max_a q a - beta KL(q || ref) is at most
                         beta ln (1 + ref m (exp(1/beta) - 1)), m the mode of
                         ref, and only the tilt towards m reaches it     (T9) *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Odds Gibbs Comonotone RewardAccuracy Counterexamples Order.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Section Steps.

Variable A : finType.
Implicit Types pi r c q : A -> R.

Definition comonotone (f g : A -> R) : Prop := forall a b, 0 <= (f a - f b) * (g a - g b).

Lemma exp_le x y : x <= y -> exp x <= exp y.
Proof. by case=> [lt|->]; [left; exact: exp_increasing|exact: Rle_refl]. Qed.

Lemma exp_comonotone beta r c : 0 < beta -> comonotone c r ->
  comonotone c (fun a => exp (r a / beta)).
Proof.
move=> beta_gt0 cr a b; have := cr a b.
have inv_gt0 : 0 < / beta by exact: Rinv_0_lt_compat.
case: (Rtotal_order (r a) (r b)) => [lt|[->|gt]].
- have le : exp (r a / beta) <= exp (r b / beta) by apply: exp_le; rewrite /Rdiv; nra.
  by move=> ?; have : c a - c b <= 0; nra.
- by rewrite !Rminus_eq_0; lra.
- have le : exp (r b / beta) <= exp (r a / beta) by apply: exp_le; rewrite /Rdiv; nra.
  by move=> ?; have : 0 <= c a - c b; nra.
Qed.

Lemma step_covariance beta r pi c (a0 : A) : policy pi ->
  mean (mirror beta r pi) c - mean pi c
  = (mean pi (fun a => c a * exp (r a / beta)) - mean pi c * mean pi (fun a => exp (r a / beta)))
    / mean pi (fun a => exp (r a / beta)).
Proof.
move=> pi_policy; have := partition_gt0 beta r a0 pi_policy.
rewrite /mean /mirror; move: (\sum_(b : A) (pi b * exp (r b / beta))) => Z Z_gt0.
have -> : \sum_(b : A) (pi b * exp (r b / beta) / Z * c b)
          = (\sum_(b : A) (pi b * (c b * exp (r b / beta)))) / Z.
  by rewrite sum_divr; apply: eq_bigr => b _; field; lra.
by field; lra.
Qed.

Theorem calibrated_rises beta r pi c (a0 : A) : 0 < beta -> policy pi ->
  comonotone c r -> mean pi c <= mean (mirror beta r pi) c.
Proof.
move=> beta_gt0 pi_policy cr; have Z_gt0 := partition_gt0 beta r a0 pi_policy.
suff : 0 <= mean (mirror beta r pi) c - mean pi c by lra.
rewrite (step_covariance beta r c a0 pi_policy); apply: Rmult_le_pos; last first.
  by left; apply: Rinv_0_lt_compat.
by have := covariance_ge0 pi_policy (exp_comonotone beta_gt0 cr); lra.
Qed.

Theorem reversed_falls beta r pi c (a0 : A) : 0 < beta -> policy pi ->
  comonotone (fun a => - c a) r -> mean (mirror beta r pi) c <= mean pi c.
Proof.
move=> beta_gt0 pi_policy cr; have := calibrated_rises a0 beta_gt0 pi_policy cr.
have neg q : mean q (fun a => - c a) = - mean q c.
  have -> : - mean q c = -1 * mean q c by ring.
  by rewrite /mean sum_distrr; apply: eq_bigr => a _; ring.
by rewrite !neg; lra.
Qed.

Theorem entropy_falls beta r pi (a0 : A) : 0 < beta -> policy pi ->
  comonotone pi r -> entropy (mirror beta r pi) <= entropy pi.
Proof.
move=> beta_gt0 pi_policy pr; have [pi_gt0 _] := pi_policy.
have new_policy := mirror_policy beta r a0 pi_policy; have [new_gt0 _] := new_policy.
have lr : comonotone (fun a => ln (pi a)) r.
  move=> a b; have := pr a b; case: (Rtotal_order (pi a) (pi b)) => [lt|[->|gt]].
  - by have := ln_increasing _ _ (pi_gt0 a) lt => *; have : r a - r b <= 0; nra.
  - by rewrite !Rminus_eq_0; lra.
  - by have := ln_increasing _ _ (pi_gt0 b) gt => *; have : 0 <= r a - r b; nra.
have rises := calibrated_rises a0 beta_gt0 pi_policy lr.
have := KL_ge0 (policy_distribution new_policy) pi_policy.
have -> : KL (mirror beta r pi) pi
          = - entropy (mirror beta r pi) - mean (mirror beta r pi) (fun a => ln (pi a)).
  rewrite /entropy Ropp_involutive /mean -sum_sub; apply: eq_bigr => a _.
  by rewrite ln_div //; ring.
have -> : entropy pi = - mean pi (fun a => ln (pi a)) by [].
by lra.
Qed.

Section Run.

Variables (beta : R) (r pi : nat -> A -> R).
Hypothesis beta_gt0 : 0 < beta.
Hypothesis pi0_policy : policy (pi 0%N).
Hypothesis run : forall k a, pi k.+1 a = mirror beta (r k) (pi k) a.

Lemma any_run_policy (a0 : A) k : policy (pi k).
Proof.
elim: k => // k pik; have [gt0 sum1] := mirror_policy beta (r k) a0 pik.
split=> [a|]; first by rewrite run; exact: gt0.
by rewrite -sum1; apply: eq_bigr => a _; exact: run.
Qed.

Lemma run_mean (c : A -> R) k : mean (pi k.+1) c = mean (mirror beta (r k) (pi k)) c.
Proof. by apply: eq_bigr => a _; rewrite run. Qed.

Theorem run_rises (c : A -> R) (a0 : A) :
  (forall k, comonotone c (r k)) -> forall k, mean (pi k) c <= mean (pi k.+1) c.
Proof.
move=> cr k; rewrite run_mean; apply: (calibrated_rises a0) => //.
exact: (any_run_policy a0).
Qed.

Theorem run_falls (c : A -> R) (a0 : A) :
  (forall k, comonotone (fun a => - c a) (r k)) -> forall k, mean (pi k.+1) c <= mean (pi k) c.
Proof.
move=> cr k; rewrite run_mean; apply: (reversed_falls a0) => //.
exact: (any_run_policy a0).
Qed.

Theorem run_entropy (a0 : A) :
  (forall k, comonotone (pi k) (r k)) -> forall k, entropy (pi k.+1) <= entropy (pi k).
Proof.
move=> pr k; have -> : entropy (pi k.+1) = entropy (mirror beta (r k) (pi k)).
  by congr Ropp; apply: eq_bigr => a _; rewrite run.
by apply: (entropy_falls a0) => //; exact: (any_run_policy a0).
Qed.

End Run.

Lemma vote1_partition beta ref m : policy ref ->
  \sum_(b : A) (ref b * exp (vote [set m] b / beta)) = 1 + ref m * (exp (1 / beta) - 1).
Proof.
by move=> ref_policy; rewrite vote_partition // /mass sum_set1; ring.
Qed.

Theorem endogenous_max beta ref q (m a : A) : 0 < beta ->
  policy ref -> distribution q -> (forall j, j != m -> ref j < ref m) ->
  (forall b, q b <= q a) ->
  q a - beta * KL q ref <= beta * ln (1 + ref m * (exp (1 / beta) - 1)) /\
  (q a - beta * KL q ref = beta * ln (1 + ref m * (exp (1 / beta) - 1)) <->
   forall b, q b = mirror beta (vote [set m]) ref b).
Proof.
move=> beta_gt0 ref_policy q_policy mode best; have [ref_gt0 _] := ref_policy.
have x_gt1 := weight_gt1 beta_gt0.
have Z_gt0 j : 0 < 1 + ref j * (exp (1 / beta) - 1) by have := ref_gt0 j => *; nra.
have obj j : objective beta (vote [set j]) ref q = q j - beta * KL q ref.
  rewrite /objective /expect; congr (_ - _); rewrite -(sum_pick j q).
  by apply: eq_bigr => b _; rewrite /vote in_set1; case: (b == j); ring.
have [le eq] := gibbs_max (vote [set a]) a beta_gt0 ref_policy q_policy.
move: le eq; rewrite obj vote1_partition // => le eq.
case: (a =P m) => [am|/eqP am]; first by rewrite -am.
have lt : beta * ln (1 + ref a * (exp (1 / beta) - 1))
          < beta * ln (1 + ref m * (exp (1 / beta) - 1)).
  apply: Rmult_lt_compat_l => //; apply: ln_increasing => //.
  by have := mode a am => *; nra.
split; first lra.
split=> [|q_is]; first by lra.
have := best m; rewrite !q_is /mirror.
have Z := vote1_partition beta m ref_policy; rewrite Z => top.
have := Rmult_le_compat_r _ _ _ (Rlt_le _ _ (Z_gt0 m)) top.
rewrite /Rdiv !Rmult_assoc Rinv_l; last by have := Z_gt0 m; lra.
rewrite /vote !in_set1 eqxx (negbTE am) /Rdiv Rmult_0_l exp_0 !Rmult_1_r.
have := mode a am; have := ref_gt0 a; move: x_gt1; rewrite /Rdiv Rmult_1_l => *; nra.
Qed.

End Steps.

(* A fixed reward, as of a verifier: exact steps end on its best answer. *)
Theorem best_reward_lim (A : finType) (beta : R) (f : A -> R) (pi : nat -> A -> R) (m : A) :
  0 < beta -> policy (pi 0%N) ->
  (forall k a, pi k.+1 a = mirror beta f (pi k) a) ->
  (forall j, j != m -> f j < f m) ->
  forall a, is_lim_seq (fun k => pi k a) (if a == m then 1 else 0).
Proof.
move=> beta_gt0 pi0_policy run best.
have pol k : policy (pi k).
  exact: (any_run_policy (r := fun=> f) pi0_policy run m k).
have other j : j != m -> is_lim_seq (fun k => pi k j) 0.
  move=> neq; have gap := best j neq; pose g := f m - f j.
  have rho : 0 < exp (- (g / beta)) < 1.
    split; first exact: exp_pos.
    rewrite -[X in _ < X]exp_0; apply: exp_increasing.
    have : 0 < g / beta by apply: Rdiv_lt_0_compat; rewrite /g; lra.
    by lra.
  apply: (lim_shrink (e := fun k => pi 0%N j / pi 0%N m * exp (- (g / beta)) ^ k)).
    move=> k; have [pik_gt0 _] := pol k; rewrite Rminus_0_r Rabs_pos_eq; last by left; exact: pik_gt0.
    have pow : exp (- (g / beta)) ^ k = exp (- (INR k * g / beta)).
      elim: k {pik_gt0} => [|k IH].
        by rewrite /= (_ : - (0 * g / beta) = 0) ?exp_0 //; field; lra.
      by rewrite -tech_pow_Rmult IH -exp_plus S_INR; congr exp; field; lra.
    rewrite pow; apply: Rle_trans (_ : pi k j / pi k m <= _).
      have m_gt0 := pik_gt0 m; have j_gt0 := pik_gt0 j; have m_le1 := policy_le1 m (pol k).
      apply: (Rmult_le_reg_r (pi k m)) => //.
      by rewrite /Rdiv Rmult_assoc Rinv_l; nra.
    have le (i : nat) : g <= f m - f j by exact: Rle_refl.
    exact: (@gap_ratio A beta g (fun=> f) pi m j beta_gt0 pi0_policy run le k).
  by apply: lim_geom0; rewrite Rabs_pos_eq; lra.
move=> a; case: (a =P m) => [->|/eqP]; last exact: other.
apply: (is_lim_seq_ext (fun k => 1 - \sum_(j : A) (if j == m then 0 else pi k j))) => [k|].
  have [_ sum1] := pol k; rewrite -[X in X - _]sum1 -sum_sub.
  rewrite -[RHS](sum_pick m (pi k)); apply: eq_bigr => j _.
  by case: (j == m); ring.
rewrite -[X in is_lim_seq _ (Finite X)]Rminus_0_r; apply: is_lim_seq_minus'.
  exact: is_lim_seq_const.
have zero : \sum_(j : A) 0 = 0 by rewrite big1.
rewrite -[X in is_lim_seq _ (Finite X)]zero; apply: sum_lim => j.
by case: (j =P m) => [_|/eqP/other //]; exact: is_lim_seq_const.
Qed.
