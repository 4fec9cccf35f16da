(* A fixed reward, as of a verifier: how reward accuracy ends. And two small
   facts on what is sharpened: strategies, and sequences against tokens.

   f a                == the acceptance of the answer a, the reward of each step
   acc a              == the chance that the verdict on a is correct
   ratio_closed       == the ratio of two answers after k steps
   verdict_gap        == the step's gain in E acc, over the second answer's decay,
                         tends to a constant times acc b - acc a, a and b the most
                         accepted answers
   verdicts_rise, verdicts_fall == so reward accuracy rises in the end if
                         acc b < acc a, and falls if acc a < acc b       (T45)
   transfer           == two strategies; the wrong training answer of the one keeps
                         the plurality against n scattered answers of the other,
                         and the first strategy takes all: what a test problem it
                         solves gains                                    (T44)
   power_not_temperature == a tree on which the power of sequences ends on one leaf
                         and the power of tokens leaves it               (T47) *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Odds RewardAccuracy Comonotone Counterexamples Order Entropy.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Section Verifier.

Variables (A : finType) (beta : R) (f acc : A -> R) (pi : nat -> A -> R) (a b : A).
Hypothesis beta_gt0 : 0 < beta.
Hypothesis pi0_policy : policy (pi 0%N).
Hypothesis run : forall k j, pi k.+1 j = mirror beta f (pi k) j.
Hypothesis second : f b < f a.
Hypothesis others : forall j, j != a -> j != b -> f j < f b.

Let pol k : policy (pi k).
Proof. exact: (any_run_policy (r := fun=> f) pi0_policy run a k). Qed.

Let pi_gt0 k j : 0 < pi k j.
Proof. by have [gt0 _] := pol k. Qed.

Let best j : j != a -> f j < f a.
Proof. by move=> ja; case: (j =P b) => [->|/eqP jb] //; have := others ja jb; lra. Qed.

Let decay j := exp ((f j - f a) / beta).

Lemma ratio_closed k j : pi k j = pi k a * (pi 0%N j / pi 0%N a) * decay j ^ k.
Proof.
elim: k => [|k IH]; first by rewrite /=; field; have := pi_gt0 0%N a; lra.
have Z_gt0 := partition_gt0 beta f a (pol k).
have split_exp : exp (f j / beta) = exp (f a / beta) * decay j.
  by rewrite /decay -exp_plus; congr exp; field; lra.
rewrite !run /mirror split_exp IH /=; have := pi_gt0 0%N a => ?.
by field; lra.
Qed.

Definition verdicts (k : nat) : R := \sum_(j : A) (pi k j * acc j).

Let lead := pi 0%N b / pi 0%N a * (acc b - acc a).

Let decay_in j : j != a -> 0 < decay j < 1.
Proof.
move=> ja; split; first exact: exp_pos.
rewrite -[X in _ < X]exp_0; apply: exp_increasing.
have := Rdiv_lt_0_compat (f a - f j) beta ltac:(have := best ja; lra) beta_gt0.
by rewrite /Rdiv; lra.
Qed.

Let b_neq : b != a.
Proof. by apply/eqP => e; move: second; rewrite e; lra. Qed.

Lemma verdict_excess : is_lim_seq (fun k => (verdicts k - acc a) / decay b ^ k) lead.
Proof.
have [b_gt0 b_lt1] := decay_in b_neq.
apply: (is_lim_seq_ext (fun k => \sum_(j : A) (pi k a * (pi 0%N j / pi 0%N a * (acc j - acc a))
          * (if j == a then 0 else (decay j / decay b) ^ k)))) => [k|].
  have pow_gt0 : 0 < decay b ^ k by exact: pow_lt.
  have -> : verdicts k - acc a = \sum_(j : A) (pi k j * (acc j - acc a)).
    rewrite [RHS](eq_bigr (fun j => pi k j * acc j - pi k j * acc a)) => [|j _]; last ring.
    by have [_ sum1] := pol k; rewrite sum_sub -sum_distrl sum1 Rmult_1_l.
  have := pi_gt0 0%N a => ?.
  rewrite sum_divr; apply: eq_bigr => j _; case: (j =P a) => [->|_]; first by field; lra.
  rewrite (ratio_closed k j) /Rdiv Rpow_mult_distr pow_inv.
  by field; lra.
have -> : lead = \sum_(j : A) (1 * (pi 0%N j / pi 0%N a * (acc j - acc a)) * (if j == b then 1 else 0)).
  rewrite /lead -(sum_pick b (fun j => pi 0%N j / pi 0%N a * (acc j - acc a))); apply: eq_bigr => j _.
  by case: (j == b); ring.
apply: sum_lim => j; apply: is_lim_seq_mult'.
  apply: is_lim_seq_mult'; last exact: is_lim_seq_const.
  by have := best_reward_lim beta_gt0 pi0_policy run best (a := a); rewrite eqxx.
case: (j =P a) => [->|/eqP ja].
  by rewrite eq_sym (negbTE b_neq); exact: is_lim_seq_const.
case: (j =P b) => [->|/eqP jb].
  apply: (is_lim_seq_ext (fun=> 1)); last exact: is_lim_seq_const.
  by move=> k; rewrite /Rdiv Rinv_r ?pow1 //; lra.
apply: is_lim_seq_geom; rewrite Rabs_pos_eq; last by left; apply: Rdiv_lt_0_compat => //; exact: exp_pos.
apply: (Rmult_lt_reg_r (decay b)) => //; rewrite /Rdiv Rmult_assoc Rinv_l; last lra.
rewrite Rmult_1_r Rmult_1_l /decay; apply: exp_increasing; apply: Rmult_lt_compat_r.
  exact: Rinv_0_lt_compat.
by have := others ja jb; lra.
Qed.

Theorem verdict_gap :
  is_lim_seq (fun k => (verdicts k.+1 - verdicts k) / decay b ^ k) ((decay b - 1) * lead).
Proof.
have [b_gt0 b_lt1] := decay_in b_neq.
apply: (is_lim_seq_ext (fun k => decay b * ((verdicts k.+1 - acc a) / decay b ^ k.+1)
                                 - (verdicts k - acc a) / decay b ^ k)) => [k|].
  by have pow_gt0 : 0 < decay b ^ k by [exact: pow_lt]; rewrite /=; field; lra.
have -> : (decay b - 1) * lead = decay b * lead - lead by ring.
apply: is_lim_seq_minus'; last exact: verdict_excess.
apply: is_lim_seq_mult'; first exact: is_lim_seq_const.
exact: (is_lim_seq_incr_1 (fun k => (verdicts k - acc a) / decay b ^ k) lead).1 verdict_excess.
Qed.

Let pi0_gt0 := pi_gt0 0%N.

Theorem verdicts_rise : acc b < acc a -> exists K, forall k, (K <= k)%N -> verdicts k < verdicts k.+1.
Proof.
move=> lt; have [b_gt0 b_lt1] := decay_in b_neq.
have share_gt0 : 0 < pi 0%N b / pi 0%N a by apply: Rdiv_lt_0_compat; exact: pi0_gt0.
have pos : 0 < (decay b - 1) * lead.
  have -> : (decay b - 1) * lead = (1 - decay b) * (pi 0%N b / pi 0%N a * (acc a - acc b)).
    by rewrite /lead; ring.
  by apply: Rmult_lt_0_compat; [lra|apply: Rmult_lt_0_compat; lra].
have /is_lim_seq_spec /(_ (mkposreal _ pos)) [K near] := verdict_gap.
exists K => k /leP k_ge; have := near k k_ge => /= /Rabs_def2 [_ gt].
have pow_gt0 : 0 < decay b ^ k by exact: pow_lt.
have quot_gt0 : 0 < (verdicts k.+1 - verdicts k) / decay b ^ k by lra.
have -> : verdicts k.+1 = verdicts k + (verdicts k.+1 - verdicts k) / decay b ^ k * decay b ^ k.
  by field; lra.
by have := Rmult_lt_0_compat _ _ quot_gt0 pow_gt0; lra.
Qed.

Theorem verdicts_fall : acc a < acc b -> exists K, forall k, (K <= k)%N -> verdicts k.+1 < verdicts k.
Proof.
move=> lt; have [b_gt0 b_lt1] := decay_in b_neq.
have share_gt0 : 0 < pi 0%N b / pi 0%N a by apply: Rdiv_lt_0_compat; exact: pi0_gt0.
have neg : 0 < - ((decay b - 1) * lead).
  have -> : - ((decay b - 1) * lead) = (1 - decay b) * (pi 0%N b / pi 0%N a * (acc b - acc a)).
    by rewrite /lead; ring.
  by apply: Rmult_lt_0_compat; [lra|apply: Rmult_lt_0_compat; lra].
have /is_lim_seq_spec /(_ (mkposreal _ neg)) [K near] := verdict_gap.
exists K => k /leP k_ge; have := near k k_ge => /= /Rabs_def2 [gt _].
have pow_gt0 : 0 < decay b ^ k by exact: pow_lt.
have quot_lt0 : 0 < - ((verdicts k.+1 - verdicts k) / decay b ^ k) by lra.
have -> : verdicts k.+1 = verdicts k - - ((verdicts k.+1 - verdicts k) / decay b ^ k) * decay b ^ k.
  by field; lra.
by have := Rmult_lt_0_compat _ _ quot_lt0 pow_gt0; lra.
Qed.

End Verifier.

(* Strategy true answers W in training; strategy false answers one of n others
   there, evenly. The label is W while pi true > pi false / n.               *)
Theorem transfer (beta : R) (pi : nat -> bool -> R) (n : nat) :
  0 < beta -> policy (pi 0%N) -> (0 < n)%N ->
  (forall k s, pi k.+1 s = mirror beta (vote [set true]) (pi k) s) ->
  pi 0%N false / INR n < pi 0%N true ->
  (forall k, pi k false / INR n < pi k true) /\ is_lim_seq (fun k => pi k true) 1.
Proof.
move=> beta_gt0 pi0 n_gt0 run start; have m_in : true \in [set true] by rewrite in_set1.
have w_out : false \notin [set true] by rewrite in_set1.
have n_pos : 0 < INR n by apply: lt_0_INR; apply/ltP.
split=> [k|].
  rewrite (mirror_run_closed pi0 run m_in k false) (mirror_run_closed pi0 run m_in k true) m_in (negbTE w_out).
  have D_gt0 := spread_gt0 beta k pi0 m_in; have := weight_ge1 k beta_gt0; have [gt0 _] := pi0.
  have := gt0 true; move: (exp _) (spread _ _ _ _) D_gt0 => x D D_gt0 p_gt0 x_ge.
  have -> : pi 0%N false * 1 / D / INR n = pi 0%N false / INR n / D by field; lra.
  by apply: Rmult_lt_compat_r; [exact: Rinv_0_lt_compat|nra].
have := mass_lim beta_gt0 pi0 run m_in w_out.
by apply: is_lim_seq_ext => k; rewrite /mass sum_set1.
Qed.

(* Leaves 0 and 1 share the first token; leaf 2 has another. *)
Definition first_token (y : 'I_3) : bool := (y < 2)%N.

Definition sequence_power (pi : 'I_3 -> R) (n : nat) (y : 'I_3) : R :=
  pi y ^ n / \sum_(z : 'I_3) pi z ^ n.

Definition token_root (pi : 'I_3 -> R) (t : bool) : R := \big[Rplus/0]_(z : 'I_3 | first_token z == t) pi z.

Definition token_power (pi : 'I_3 -> R) (n : nat) (y : 'I_3) : R :=
  let t := first_token y in
  token_root pi t ^ n / (\sum_(u : bool) token_root pi u ^ n)
  * ((pi y / token_root pi t) ^ n / \big[Rplus/0]_(z : 'I_3 | first_token z == t) (pi z / token_root pi t) ^ n).

Theorem power_not_temperature : exists (pi : 'I_3 -> R) (y : 'I_3), policy pi /\
  is_lim_seq (fun n => sequence_power pi n y) 1 /\ is_lim_seq (fun n => token_power pi n y) 0.
Proof.
pose last : 'I_3 := lift ord0 (lift ord0 ord0).
exists (third (3 / 10) (3 / 10) (4 / 10)), last; split; first by apply: third_policy; lra.
have geom x : 0 < x < 1 -> is_lim_seq (fun n => x ^ n) 0.
  by move=> x_in; apply: is_lim_seq_geom; rewrite Rabs_pos_eq; lra.
have pos x n : 0 < x -> 0 < x ^ n by move=> x_gt0; exact: pow_lt.
split.
  apply: (is_lim_seq_ext (fun n => / (1 + 2 * (3 / 4) ^ n))) => [n|].
    rewrite /sequence_power sum_third /third /=.
    have -> : (3 / 10) ^ n = (3 / 4) ^ n * (4 / 10) ^ n by rewrite -Rpow_mult_distr; congr pow; field.
    have := pos (4 / 10) n ltac:(lra); have := pos (3 / 4) n ltac:(lra).
    by move: ((4 / 10) ^ n) ((3 / 4) ^ n) => x y *; have ? : 0 < y * x by [nra]; field; lra.
  have -> : Finite 1 = Rbar_inv (1 + 2 * 0) by rewrite /= Rmult_0_r Rplus_0_r Rinv_1.
  apply: is_lim_seq_inv; last by case; lra.
  apply: is_lim_seq_plus'; first exact: is_lim_seq_const.
  by apply: is_lim_seq_mult'; [exact: is_lim_seq_const|apply: geom; lra].
apply: (is_lim_seq_ext (fun n => (2 / 3) ^ n * / (1 + (2 / 3) ^ n))) => [n|].
  have root t : token_root (third (3 / 10) (3 / 10) (4 / 10)) t = if t then 6 / 10 else 4 / 10.
    by rewrite /token_root big_mkcond sum_third /third /=; case: t; rewrite /=; field.
  rewrite /token_power [first_token last]/= !root sum_bool !root big_mkcond sum_third /third /=.
  have -> : (4 / 10) ^ n = (2 / 3) ^ n * (6 / 10) ^ n by rewrite -Rpow_mult_distr; congr pow; field.
  have -> : 4 / 10 / (4 / 10) = 1 by field.
  rewrite pow1; have := pos (6 / 10) n ltac:(lra); have := pos (2 / 3) n ltac:(lra).
  by move: ((6 / 10) ^ n) ((2 / 3) ^ n) => x y *; have ? : 0 < y * x by [nra]; field; lra.
have -> : Finite 0 = 0 * / (1 + 0) by congr Finite; rewrite Rmult_0_l.
apply: is_lim_seq_mult'; first by apply: geom; lra.
have -> : Finite (/ (1 + 0)) = Rbar_inv (1 + 0) by [].
apply: is_lim_seq_inv; last by case; lra.
by apply: is_lim_seq_plus'; [exact: is_lim_seq_const|apply: geom; lra].
Qed.
